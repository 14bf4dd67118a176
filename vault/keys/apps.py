"""How Django knows the key room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeysConfig(AppConfig):
    name = "vault.keys"
    label = "keys"
    verbose_name = _("sleutels")
