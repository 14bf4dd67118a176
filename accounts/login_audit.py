"""Writes logging in to the log. Django and allauth tell of it by signals only, so these are the house's only ones."""

from typing import Any

from allauth.account.signals import login_code_rejected, password_changed, password_reset, password_set
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts.models import User
from audit.services import record
from audit.terms import Outcome, Word


@receiver(user_logged_in)
def write_login(user: User, **_facts: Any) -> None:
    """Write that somebody is in."""
    record(Word.LOGIN_OK, by=user, object_type="accounts.user", object_id=user.pk)


@receiver(user_logged_out)
def write_logout(user: User | None, **_facts: Any) -> None:
    """Write that somebody left."""
    if user is not None:
        record(Word.LOGOUT, by=user, object_type="accounts.user", object_id=user.pk)


@receiver(user_login_failed)
def write_wrong_password(credentials: dict[str, Any], **_facts: Any) -> None:
    """Write a wrong password, on the account it was about; what was typed is not written."""
    email = str(credentials.get("email") or "").strip().lower()
    _refused(User.objects.filter(email=email).values_list("pk", flat=True).first())


@receiver([login_code_rejected, authentication_failed])
def write_wrong_proof(user: User, **_facts: Any) -> None:
    """Write a wrong code or a wrong second factor."""
    _refused(user.pk)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def write_second_factor(user: User, **_facts: Any) -> None:
    """Write that somebody's second factors changed."""
    record(Word.MFA_CHANGED, by=user, object_type="accounts.user", object_id=user.pk)


@receiver([password_changed, password_set, password_reset])
def write_new_password(user: User, **_facts: Any) -> None:
    """Write that somebody has a new password."""
    record(Word.USER_CHANGED, by=user, object_type="accounts.user", object_id=user.pk, purpose="password")


def _refused(user_id: Any) -> None:
    record(Word.LOGIN_REFUSED, object_type="accounts.user", object_id=user_id, outcome=Outcome.REFUSED)
