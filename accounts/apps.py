"""How Django knows this room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """The room `accounts`."""

    name = "accounts"
    verbose_name = _("Personen en rollen")

    def ready(self) -> None:
        """Connect the log of logging in, which needs the models."""
        import_module("accounts.login_audit")
