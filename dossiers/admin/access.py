"""The windows on who may look into which dossier; access is ended here, and given only through the gate."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.administration import ReadOnlyAdmin
from accounts.permissions import has_role
from accounts.terms import Role
from dossiers import services
from dossiers.models import AccessGrant, DossierUserObjectPermission
from ui.answering import refusals_told
from ui.doors import no_content

GRANT_SHOWN = (
    "number",
    "person",
    "ground",
    "can_read",
    "can_write",
    "can_export",
    "health",
    "decision_number",
    "valid_from",
    "valid_until",
    "created_at",
    "ended_at",
)
PERMISSION_SHOWN = ("number", "person", "right", "ground")


@admin.register(AccessGrant)
class AccessGrantAdmin(ReadOnlyAdmin):
    """Access to dossiers: who, what, on which ground, from when until when."""

    list_display = [
        "number",
        "person",
        "ground",
        "can_write",
        "can_export",
        "health",
        "valid_from",
        "valid_until",
        "ended_at",
    ]
    list_select_related = ["dossier", "user"]
    list_filter = ["ground", ("ended_at", admin.EmptyFieldListFilter), "health"]
    search_fields = ["dossier__number", "user__email"]
    ordering = ["-created_at"]
    fields = GRANT_SHOWN
    readonly_fields = GRANT_SHOWN
    actions = ["end"]

    @admin.display(description=_("dossier"), ordering="dossier__number")
    def number(self, grant: AccessGrant) -> str:
        """Show which dossier."""
        return grant.dossier.number

    @admin.display(description=_("wie"), ordering="user__email")
    def person(self, grant: AccessGrant) -> str:
        """Show who may look."""
        return grant.user.email

    @admin.display(description=_("besluit van de poort"))
    def decision_number(self, grant: AccessGrant) -> str:
        """Show the id of the decision behind the grant."""
        return str(grant.decision_id)

    def has_end_permission(self, request: HttpRequest) -> bool:
        """Let the beheerder end access."""
        return has_role(request.user, Role.BEHEERDER)

    @admin.action(description=_("Beëindigen: deze toegang is direct voorbij"), permissions=["end"])
    @no_content("ends access, shows nothing")
    def end(self, request: HttpRequest, grants: QuerySet[AccessGrant]) -> None:
        """End access at once, with the permissions that hang on it."""
        for grant in grants.select_related("dossier"):
            with refusals_told(request, messages.error, about=grant.dossier.number):
                services.end_grant(grant=grant, by=request.user)
                messages.success(request, grant.dossier.number)


@admin.register(DossierUserObjectPermission)
class ObjectPermissionAdmin(ReadOnlyAdmin):
    """The permissions that hang on the grants, as guardian keeps them."""

    list_display = ["number", "person", "right", "ground"]
    list_select_related = ["content_object", "user", "permission", "grant"]
    list_filter = ["permission__codename"]
    search_fields = ["content_object__number", "user__email"]
    ordering = ["content_object__number", "permission__codename"]
    fields = PERMISSION_SHOWN
    readonly_fields = PERMISSION_SHOWN

    @admin.display(description=_("dossier"), ordering="content_object__number")
    def number(self, permission: DossierUserObjectPermission) -> str:
        """Show which dossier."""
        return permission.content_object.number

    @admin.display(description=_("wie"), ordering="user__email")
    def person(self, permission: DossierUserObjectPermission) -> str:
        """Show who holds it."""
        return permission.user.email

    @admin.display(description=_("recht"), ordering="permission__codename")
    def right(self, permission: DossierUserObjectPermission) -> str:
        """Show the right as Django names it."""
        return permission.permission.codename

    @admin.display(description=_("grond"))
    def ground(self, permission: DossierUserObjectPermission) -> str:
        """Show why it was given."""
        return permission.grant.get_ground_display()
