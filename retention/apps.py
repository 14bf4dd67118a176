"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RetentionConfig(AppConfig):
    """The room `retention`."""

    name = "retention"
    verbose_name = _("Bewaren en vernietigen")
