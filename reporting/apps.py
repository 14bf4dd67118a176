"""Reporting as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """The room of reports."""

    name = "reporting"
    verbose_name = _("rapporten")
