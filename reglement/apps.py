"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReglementConfig(AppConfig):
    """The room `reglement`."""

    name = "reglement"
    verbose_name = _("Reglement")
