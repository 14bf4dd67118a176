"""The window on people: who they are, invite one, lock one out."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.admin.refusals import ServiceForm, form_by
from accounts.administration import HouseAdmin
from accounts.models import Branch, RoleAssignment, User
from accounts.permissions import invitable_roles
from accounts.terms import Role
from mail.tasks import send_due_mail
from mail.terms import Language
from ui.answering import refusals_told
from ui.doors import no_content
from ui.ringing import ring


class InviteForm(ServiceForm):
    """Invites somebody to work here."""

    email = forms.EmailField(label=_("E-mailadres"))
    name = forms.CharField(label=_("Naam"), max_length=200)
    role = forms.ChoiceField(label=_("Rol"))
    branch = forms.ModelChoiceField(Branch.objects.filter(ended_at=None), label=_("Vestiging"), required=False)
    language = forms.ChoiceField(label=_("Taal van de e-mail"), choices=Language.choices)

    class Meta:
        model = User
        fields = ["email", "name", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = invitable_roles(self.by)
        self.fields["role"].choices = [(role, role.label) for role in Role if role in offered]

    def carry_out(self, cleaned: dict[str, Any]) -> User:
        """Invite him."""
        user, _invitation = services.invite(
            email=cleaned["email"],
            name=cleaned["name"],
            role=Role(cleaned["role"]),
            branch=cleaned["branch"],
            language=cleaned["language"],
            by=self.by,
        )
        return user


class LiveRole(admin.SimpleListFilter):
    """People by the role they have now."""

    title = _("rol")
    parameter_name = "rol"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer every role."""
        return [(role.value, str(role.label)) for role in Role]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        """Keep who has it."""
        if self.value() is None:
            return queryset
        holders = RoleAssignment.objects.live().filter(role=self.value())
        return queryset.filter(pk__in=holders.values("user"))


@admin.register(User)
class UserAdmin(HouseAdmin):
    """People who log in; their names are shown, those of clients are not here."""

    list_display = ["email", "name", "is_active", "locked_at", "last_login", "created_at"]
    list_filter = [LiveRole, "is_active"]
    search_fields = ["email"]
    ordering = ["email"]
    actions = ["lock", "unlock", "end_sessions"]
    fields = ["email", "name", "language", "is_active", "locked_at", "locked_by", "last_login", "created_at"]
    readonly_fields = ["email", "is_active", "locked_at", "locked_by", "last_login", "created_at"]

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Ask what an invitation needs, or show the person."""
        return ["email", "name", "role", "branch", "language"] if obj is None else list(self.fields)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Let only name and language be changed, later."""
        return [] if obj is None else list(self.readonly_fields)

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """Invite through the service."""
        if obj is None:
            return form_by(InviteForm, request.user)
        return super().get_form(request, obj, change=change, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:  # noqa: FBT001
        """Change the person; an invitation has been made already, and its mail goes out at once."""
        if change:
            services.change_person(obj, name=obj.name, language=obj.language, by=request.user)
        else:
            ring(send_due_mail)

    @admin.action(description=_("Blokkeren: kan niet meer inloggen"), permissions=["change"])
    @no_content("locks an account")
    def lock(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Lock people out."""
        self._each(request, people, services.lock_user)

    @admin.action(description=_("Blokkade opheffen"), permissions=["change"])
    @no_content("opens an account")
    def unlock(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Let people in again."""
        self._each(request, people, services.unlock_user)

    @admin.action(description=_("Overal uitloggen"), permissions=["change"])
    @no_content("ends sessions")
    def end_sessions(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Log people out everywhere."""
        for user in people:
            services.delete_user_sessions(user)
        messages.success(request, _("Deze personen zijn overal uitgelogd."))

    def _each(self, request: HttpRequest, people: QuerySet[User], service: Any) -> None:
        for user in people:
            with refusals_told(request, messages.error, about=user.email):
                service(user, by=request.user)
                messages.success(request, user.email)
