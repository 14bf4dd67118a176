"""Windows on the bureau and its branches."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.administration import HouseAdmin
from accounts.models import Branch, Organisation


@admin.register(Organisation)
class OrganisationAdmin(HouseAdmin):
    """The bureau."""

    list_display = ["name", "timezone"]
    fields = ["name"]

    def has_add_permission(self, request: HttpRequest, *_parent: Any) -> bool:
        """Let the beheerder name the bureau once."""
        return super().has_add_permission(request) and not Organisation.objects.exists()


@admin.register(Branch)
class BranchAdmin(HouseAdmin):
    """Branches."""

    list_display = ["name", "created_at", "ended_at"]
    fields = ["name", "ended_at"]
    search_fields = ["name"]
