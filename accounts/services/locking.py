"""Locking people out, and forgetting them."""

from collections.abc import Collection
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from accounts.facts import CannotLockYourself, UserIsLocked, UserNotLocked
from accounts.models import Invitation, User
from audit.services import record
from audit.terms import Word
from mail.services import forget_addresses
from vault.among import Ids
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
    _end_sessions(Ids([user.pk]))
    user.refresh_from_db(fields=["session_round"])


def forget_user(user: User) -> None:
    """Blank what an account says about a person, for whom nothing is kept any more (AVG 17); the id stays."""
    forget_users([user.pk])


@transaction.atomic
def forget_users(user_ids: Collection[UUID]) -> None:
    """Blank what these accounts say about persons, by as many statements as for one."""
    if not user_ids:
        return
    ids = Ids(user_ids)
    users = User.objects.filter(pk__among=ids).order_by("pk")
    addresses = list(users.select_for_update(of=("self",)).values_list("email", flat=True))
    _end_sessions(ids)
    forget_addresses(addresses)
    EmailAddress.objects.filter(user__among=ids).delete()
    Authenticator.objects.filter(user__among=ids).delete()
    waiting = Invitation.objects.filter(user__among=ids, accepted_at=None, revoked_at=None)
    waiting.update(revoked_at=akkoord_now())
    nowhere = Concat(Cast("pk", CharField()), Value("@vernietigd.invalid"))
    users.update(email=nowhere, name="", is_active=False, password=make_password(None))


def _end_sessions(ids: Ids) -> None:
    User.objects.filter(pk__among=ids).update(session_round=F("session_round") + 1)
    tracked = UserSession.objects.filter(user__among=ids)
    Session.objects.filter(session_key__in=tracked.values("session_key")).delete()
    tracked.delete()
