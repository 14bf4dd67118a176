"""The window on roles: give one, end one."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.admin.refusals import ServiceForm, form_by
from accounts.administration import HouseAdmin
from accounts.models import RoleAssignment, User
from accounts.permissions import invitable_roles
from accounts.queries import people_in
from accounts.terms import PASSWORD_ROLES, Role
from ui.answering import refusals_told
from ui.doors import no_content


class PersonField(forms.ModelChoiceField):
    """One of those who work here, by name and address: a list as the browser draws it, which every reader knows."""

    def __init__(self) -> None:
        super().__init__(people_in(PASSWORD_ROLES).order_by("name", "email"), label=_("Persoon"))

    def label_from_instance(self, person: User) -> str:
        """Tell people of one name apart."""
        return f"{person.name} ({person.email})"


class GiveRoleForm(ServiceForm):
    """Gives somebody who works here another role."""

    class Meta:
        model = RoleAssignment
        fields = ["user", "role", "branch", "valid_until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = invitable_roles(self.by)
        self.fields["user"] = PersonField()
        self.fields["role"] = forms.ChoiceField(
            label=_("Rol"), choices=[(role, role.label) for role in Role if role in offered]
        )

    def carry_out(self, cleaned: dict[str, Any]) -> RoleAssignment:
        """Give the role."""
        return services.give_role(
            user=cleaned["user"],
            role=Role(cleaned["role"]),
            branch=cleaned["branch"],
            valid_until=cleaned["valid_until"],
            by=self.by,
        )


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(HouseAdmin):
    """Who is what, where, from when until when; directie appoints the beheerder here."""

    writers = frozenset({Role.BEHEERDER, Role.DIRECTIE})
    makers = frozenset({Role.BEHEERDER, Role.DIRECTIE})
    list_display = ["person", "role", "branch", "valid_from", "valid_until", "appointer"]
    list_filter = ["role", "branch"]
    list_select_related = ["user", "branch", "appointed_by"]
    search_fields = ["user__email"]
    ordering = ["-valid_from"]
    fields = ["user", "role", "branch", "valid_until"]
    readonly_fields = ["user", "role", "branch", "valid_until"]
    actions = ["end"]

    def get_readonly_fields(self, request: HttpRequest, obj: RoleAssignment | None = None) -> list[str]:
        """Let nothing be changed afterwards; a role is ended."""
        return [] if obj is None else list(self.readonly_fields)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """Give the role through the service."""
        if obj is None:
            kwargs["form"] = form_by(GiveRoleForm, request.user)
        return super().get_form(request, obj, change=change, **kwargs)

    def save_model(self, request: HttpRequest, obj: RoleAssignment, form: forms.ModelForm, change: bool) -> None:  # noqa: FBT001
        """Do nothing: the service has given the role."""

    @admin.display(description=_("persoon"), ordering="user__email")
    def person(self, assignment: RoleAssignment) -> str:
        """Show whom it is about."""
        return assignment.user.email

    @admin.display(description=_("benoemd door"))
    def appointer(self, assignment: RoleAssignment) -> str:
        """Show who gave the role."""
        return "" if assignment.appointed_by is None else assignment.appointed_by.email

    @admin.action(description=_("Rol beëindigen"), permissions=["change"])
    @no_content("ends what somebody is, shows nothing")
    def end(self, request: HttpRequest, assignments: QuerySet[RoleAssignment]) -> None:
        """End roles now."""
        for assignment in assignments.select_related("user"):
            with refusals_told(request, messages.error, about=assignment.user.email):
                services.end_role(assignment=assignment, by=request.user)
                messages.success(request, assignment.user.email)
