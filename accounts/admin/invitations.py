"""The window on invitations: who was invited, by whom, and whether the link still works."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.administration import ReadOnlyAdmin
from accounts.models import Invitation
from accounts.permissions import has_role
from accounts.terms import Role
from ui.answering import refusals_told
from ui.doors import no_content


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Invitations; the link itself is shown to nobody."""

    list_display = ["person", "created_at", "expires_at", "accepted_at", "revoked_at"]
    list_select_related = ["user"]
    list_filter = [("accepted_at", admin.EmptyFieldListFilter)]
    search_fields = ["user__email"]
    ordering = ["-created_at"]
    fields = ["person", "created_by", "created_at", "expires_at", "accepted_at", "revoked_at"]
    readonly_fields = ["person", "created_by", "created_at", "expires_at", "accepted_at", "revoked_at"]
    actions = ["revoke"]

    @admin.display(description=_("persoon"), ordering="user__email")
    def person(self, invitation: Invitation) -> str:
        """Show who was invited."""
        return invitation.user.email

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Let the beheerder revoke."""
        return has_role(request.user, Role.BEHEERDER)

    @admin.action(description=_("Intrekken: de link werkt niet meer"), permissions=["revoke"])
    @no_content("makes links stop working")
    def revoke(self, request: HttpRequest, invitations: QuerySet[Invitation]) -> None:
        """Make links stop working."""
        for invitation in invitations.select_related("user"):
            with refusals_told(request, messages.error, about=invitation.user.email):
                services.revoke_invitation(invitation=invitation, by=request.user)
                messages.success(request, invitation.user.email)
