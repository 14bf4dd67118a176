"""Windows on the bureau and its branches."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.administration import HouseAdmin
from accounts.models import Branch, Organisation


@admin.register(Organisation)
class OrganisationAdmin(HouseAdmin):
    """The bureau."""

    list_display = ["name", "timezone"]
    fieldsets = [
        (None, {"fields": ["name", "address", "email", "phone", "four_eyes"]}),
        (
            _("Voor het register van verwerkingen"),
            {
                "fields": ["data_protection_officer", "joint_controllers", "processors", "transfers", "security"],
                "description": _("Wat u leeg laat, staat in het register als nog niet ingevuld."),
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest, *_parent: Any) -> bool:
        """Let the beheerder name the bureau once."""
        return super().has_add_permission(request) and not Organisation.objects.exists()

    def save_model(self, request: HttpRequest, obj: Organisation, form: forms.ModelForm, change: bool) -> None:  # noqa: FBT001
        """Change it through the service, so that the log knows."""
        if change:
            services.change_organisation(obj, by=request.user, **form.cleaned_data)
        else:
            super().save_model(request, obj, form, change)


@admin.register(Branch)
class BranchAdmin(HouseAdmin):
    """Branches."""

    list_display = ["name", "created_at", "ended_at"]
    fields = ["name", "ended_at"]
    search_fields = ["name"]
