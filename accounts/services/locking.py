"""Locking people out, and forgetting them."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from accounts.facts import CannotLockYourself, UserIsLocked, UserNotLocked
from accounts.models import Invitation, User
from audit.services import record
from audit.terms import Word
from mail.services import forget_address
from vault.clock import akkoord_now


@transaction.atomic
def lock_user(user: User, *, by: User) -> User:
    """Lock a person out: his sessions end at their next request and no link or code lets him in.

    Raises CannotLockYourself, UserIsLocked.
    """
    if user.pk == by.pk:
        raise CannotLockYourself
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if user.locked_at is not None:
        raise UserIsLocked
    user.is_active, user.locked_at, user.locked_by = False, akkoord_now(), by
    user.save(update_fields=["is_active", "locked_at", "locked_by"])
    delete_user_sessions(user)
    record(Word.USER_LOCKED, by=by, object_type="accounts.user", object_id=user.pk)
    return user


@transaction.atomic
def unlock_user(user: User, *, by: User) -> User:
    """Let a person log in again; raises UserNotLocked."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if user.locked_at is None:
        raise UserNotLocked
    user.is_active, user.locked_at, user.locked_by = True, None, None
    user.save(update_fields=["is_active", "locked_at", "locked_by"])
    record(Word.USER_UNLOCKED, by=by, object_type="accounts.user", object_id=user.pk)
    return user


@transaction.atomic
def delete_user_sessions(user: User) -> None:
    """End every session of a person: a new round makes them all invalid, wherever they are stored."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])
    tracked = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=tracked.values("session_key")).delete()
    tracked.delete()


@transaction.atomic
def forget_user(user: User) -> None:
    """Blank what an account says about a person, for whom nothing is kept any more (AVG 17); the id stays."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    delete_user_sessions(user)
    forget_address(user.email)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    Invitation.objects.filter(user=user, accepted_at=None, revoked_at=None).update(revoked_at=akkoord_now())
    user.email = f"{user.pk}@vernietigd.invalid"
    user.name = ""
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["email", "name", "is_active", "password"])
