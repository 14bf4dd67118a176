"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The room `desk`."""

    name = "desk"
    verbose_name = _("Bureau")
