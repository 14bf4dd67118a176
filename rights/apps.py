"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RightsConfig(AppConfig):
    """The room `rights`."""

    name = "rights"
    verbose_name = _("Rechten van de cliënt")
