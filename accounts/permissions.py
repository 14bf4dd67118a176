"""Who somebody is to the bureau at this moment, and which doors are closed to whom."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from accounts.models import RoleAssignment, User
from accounts.terms import PASSWORD_ROLES, STAFF_ROLES, Role

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def roles_of(user: User | AnonymousUser) -> frozenset[Role]:
    """Return the roles that hold now; one query, remembered on the object for as long as the request lives."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    known: frozenset[Role] | None = user.__dict__.get("_roles_now")
    if known is None:
        words = RoleAssignment.objects.live().filter(user=user.pk).values_list("role", flat=True)
        known = frozenset(Role(word) for word in words)
        user.__dict__["_roles_now"] = known
    return known


def forget_roles(user: User) -> None:
    """Make the next question about this object's roles ask the database again."""
    user.__dict__.pop("_roles_now", None)


def has_role(user: User | AnonymousUser, *roles: Role) -> bool:
    """Say whether the user has one of these roles now."""
    return bool(roles_of(user) & set(roles))


def is_staff_member(user: User | AnonymousUser) -> bool:
    """Say whether the user works for the bureau now; an auditor from outside does not."""
    return has_role(user, *STAFF_ROLES)


def logs_in_with_password(user: User | AnonymousUser) -> bool:
    """Say whether the user proves himself with a password and a second factor; others get a code by e-mail."""
    return has_role(user, *PASSWORD_ROLES)


def require_role(*roles: Role) -> Callable[[View[Rest]], View[Rest]]:
    """Open a view to these roles only: a stranger logs in, staff get 403, and for others the page is not there."""

    def guard(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not has_role(request.user, *roles):
                if is_staff_member(request.user):
                    raise PermissionDenied
                raise Http404
            return view(request, *args, **kwargs)

        guarded.roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return guard


def invitable_roles(user: User) -> frozenset[Role]:
    """Return the roles this user may hand out: directie appoints the beheerder, the beheerder the others."""
    if has_role(user, Role.DIRECTIE):
        return PASSWORD_ROLES
    if has_role(user, Role.BEHEERDER):
        return PASSWORD_ROLES - {Role.BEHEERDER, Role.DIRECTIE}
    return frozenset()


def may_look_in_admin_site(user: Any) -> bool:
    """Say whether the user may enter the admin site, which shows no dossier content."""
    return has_role(user, Role.BEHEERDER, Role.DIRECTIE, Role.PRIVACY_OFFICER)
