"""Invitations: made, mailed, accepted once, revoked."""

import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.facts import InvitationNotOpen, RoleAlreadyHeld, UserIsLocked
from accounts.models import Branch, Invitation, User
from accounts.queries import organisation_name
from accounts.services.roles import give_role, refuse_unless_may_appoint
from accounts.terms import INVITATION_LIFE, PASSWORD_ROLES, Role
from audit.services import record
from audit.terms import Word
from mail.services import queue
from vault.clock import akkoord_now, not_before


@transaction.atomic
def invite(
    *, email: str, role: Role, by: User | None, branch: Branch | None = None, name: str = "", language: str = "nl"
) -> tuple[User, Invitation]:
    """Invite somebody in a role: his account, his role, and a mail with a link that works once, for 14 days.

    A person who has an account already keeps it; a link that was still open stops working. `by` is None only for the
    first directie of an installation. Raises MayNotAppoint, RolesOfBothSides, UserIsLocked.
    """
    role = Role(role)
    refuse_unless_may_appoint(role, by)
    user = _user_with(email=email.strip().lower(), name=name, language=language, by=by)
    _give(user, role=role, by=by, branch=branch)
    now = akkoord_now()
    Invitation.objects.filter(user=user, accepted_at=None, revoked_at=None).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        user=user,
        token_hash=_hash(token),
        created_by=by,
        created_at=now,
        expires_at=now + INVITATION_LIFE,
    )
    _mail(invitation, token, staff=role in PASSWORD_ROLES)
    record(
        Word.INVITATION_SENT,
        by=by,
        object_type="accounts.invitation",
        object_id=invitation.pk,
        purpose=role.value,
    )
    return user, invitation


def find_invitation(token: str) -> Invitation:
    """Return the invitation whose link this is; raises InvitationNotOpen for every link that does not work."""
    invitation = Invitation.objects.open().filter(token_hash=_hash(token)).select_related("user", "created_by").first()
    if invitation is None:
        raise InvitationNotOpen
    return invitation


@transaction.atomic
def accept_invitation(token: str, *, password: str | None = None) -> User:
    """Use an invitation up; staff choose their password with it. Raises InvitationNotOpen, also on the second time."""
    invitation = Invitation.objects.open().filter(token_hash=_hash(token)).select_for_update(of=("self",)).first()
    if invitation is None:
        raise InvitationNotOpen
    invitation.accepted_at = not_before(invitation.created_at)
    invitation.save(update_fields=["accepted_at"])
    user = User.objects.select_for_update(of=("self",)).get(pk=invitation.user_id)
    if password is not None:
        user.set_password(password)
        user.save(update_fields=["password"])
    record(
        Word.INVITATION_ACCEPTED,
        by=user,
        object_type="accounts.invitation",
        object_id=invitation.pk,
    )
    return user


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Make a link stop working; raises InvitationNotOpen when it has been used or revoked already."""
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise InvitationNotOpen
    invitation.revoked_at = akkoord_now()
    invitation.save(update_fields=["revoked_at"])
    record(
        Word.INVITATION_REVOKED,
        by=by,
        object_type="accounts.invitation",
        object_id=invitation.pk,
    )
    return invitation


def _user_with(*, email: str, name: str, language: str, by: User | None) -> User:
    """Return the account with this address, locked against others who invite, made if it is not there."""
    fresh = User(email=email, name=name, language=language)
    fresh.set_unusable_password()
    # Two invitations at one moment: the second waits here and then finds the account of the first.
    User.objects.bulk_create([fresh], ignore_conflicts=True)
    user = User.objects.select_for_update(of=("self",)).get(email=email)
    if user.pk == fresh.pk:
        record(Word.USER_CREATED, by=by, object_type="accounts.user", object_id=user.pk)
    if not user.is_active:
        raise UserIsLocked
    if name and not user.name:
        user.name = name
        user.save(update_fields=["name"])
    return user


def _give(user: User, *, role: Role, by: User | None, branch: Branch | None) -> None:
    try:
        give_role(user=user, role=role, by=by, branch=branch)
    except RoleAlreadyHeld:
        # Invited again in the same role: only the link is new.
        return


def _mail(invitation: Invitation, token: str, *, staff: bool) -> None:
    user = invitation.user
    queue(
        template="invitation_staff" if staff else "invitation_portal",
        to=user.email,
        context={
            "link": settings.AKKOORD_BASE_URL + reverse("accounts:invitation", args=[token]),
            "organisation": organisation_name(),
            "days": INVITATION_LIFE.days,
        },
        idempotency_key=f"invitation:{invitation.pk}",
        language=user.language,
    )


def _hash(token: str) -> str:
    # 256 random bits need no salt and no slow hash.
    return hashlib.sha256(token.encode()).hexdigest()
