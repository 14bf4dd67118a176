"""How Django knows the key room."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "vault.keys"
    label = "keys"
    verbose_name = "sleutels"
