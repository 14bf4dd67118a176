"""Giving and ending roles."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.facts import MayNotAppoint, RoleAlreadyEnded, RoleAlreadyHeld, RolesOfBothSides
from accounts.models import Branch, RoleAssignment, User
from accounts.permissions import forget_roles, invitable_roles
from accounts.terms import PASSWORD_ROLES, PORTAL_ROLES, Role
from audit.services import record
from audit.terms import Word
from vault.clock import akkoord_now


@transaction.atomic
def give_role(
    *,
    user: User,
    role: Role,
    by: User | None,
    branch: Branch | None = None,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> RoleAssignment:
    """Give a person a role from now or from a moment on; `by` is None only for the first directie of an installation.

    Raises MayNotAppoint, RoleAlreadyHeld, RolesOfBothSides.
    """
    refuse_unless_may_appoint(role, by)
    role = Role(role)
    _lock(user)
    start = valid_from or akkoord_now()
    later = RoleAssignment.objects.filter(user=user).exclude(valid_until__lte=start)
    if valid_until is not None:
        later = later.filter(valid_from__lt=valid_until)
    if any((Role(word) in PORTAL_ROLES) != (role in PORTAL_ROLES) for word in later.values_list("role", flat=True)):
        raise RolesOfBothSides
    if later.filter(role=role, branch=branch).exists():
        raise RoleAlreadyHeld
    try:
        with transaction.atomic():
            assignment = RoleAssignment.objects.create(
                user=user, role=role, branch=branch, valid_from=start, valid_until=valid_until, appointed_by=by
            )
    except IntegrityError as overlap:
        raise RoleAlreadyHeld from overlap
    forget_roles(user)
    record(Word.ROLE_GIVEN, by=by, object_type="accounts.user", object_id=user.pk, purpose=role.value)
    return assignment


@transaction.atomic
def end_role(*, assignment: RoleAssignment, by: User) -> RoleAssignment:
    """End a role now; the row stays. Raises MayNotAppoint, RoleAlreadyEnded."""
    refuse_unless_may_appoint(Role(assignment.role), by)
    assignment = RoleAssignment.objects.select_for_update(of=("self",)).select_related("user").get(pk=assignment.pk)
    now = akkoord_now()
    if assignment.valid_until is not None and assignment.valid_until <= now:
        raise RoleAlreadyEnded
    assignment.valid_until = max(now, assignment.valid_from)
    assignment.save(update_fields=["valid_until"])
    record(
        Word.ROLE_ENDED,
        by=by,
        object_type="accounts.user",
        object_id=assignment.user_id,
        purpose=assignment.role,
    )
    return assignment


def refuse_unless_may_appoint(role: Role, by: User | None) -> None:
    """Raise MayNotAppoint when this person may not hand out this role; rooms above guard the roles of the portal."""
    if by is not None and role in PASSWORD_ROLES and role not in invitable_roles(by):
        raise MayNotAppoint


def _lock(user: User) -> None:
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
