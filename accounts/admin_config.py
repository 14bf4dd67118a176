"""How Django finds our admin site; apart from apps.py, because Django takes one default config per module."""

from django.contrib.admin.apps import AdminConfig


class BeheerConfig(AdminConfig):
    """Django's admin, with a site of ours in front of it."""

    default_site = "accounts.administration.BeheerSite"
