"""The room of consent, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "consent"
    label = "consent"
    verbose_name = _("toestemming en verstrekking")
    default_auto_field = "django.db.models.UUIDField"
