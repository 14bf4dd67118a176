"""What we want of allauth: closed sign-up, mail through our outbox, sealed secrets, limits that spare the person."""

import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from accounts import devices, limits, wording
from accounts.models import User
from accounts.permissions import logs_in_with_password, roles_of
from accounts.queries import organisation_name
from mail.services import queue
from mail.tasks import send_due_mail
from ui.ringing import ring
from vault import ring as key_ring
from vault.ids import new_id

# allauth's name of a mail -> our template, and which of its facts the template shows.
TEMPLATES: dict[str, tuple[str, dict[str, str]]] = {
    "account/email/login_code": ("login_code", {"code": "code"}),
    "account/email/password_reset_key": ("password_reset", {"password_reset_url": "link"}),
    "account/email/password_changed": ("password_changed", {}),
    "account/email/password_set": ("password_changed", {}),
    "account/email/password_reset": ("password_changed", {}),
    "mfa/email/totp_activated": ("second_factor_added", {}),
    "mfa/email/totp_deactivated": ("second_factor_removed", {}),
    "mfa/email/webauthn_added": ("second_factor_added", {}),
    "mfa/email/webauthn_removed": ("second_factor_removed", {}),
    "mfa/email/recovery_codes_generated": ("recovery_codes_made", {}),
}


def name_on_screen(user: User) -> str:
    """Return how a person is addressed on his own screens; a client has no name here."""
    return user.name


class AccountAdapter(DefaultAccountAdapter):
    """Logging in, the house's way."""

    error_messages = {**DefaultAccountAdapter.error_messages, **wording.LOGIN_ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: an invitation is the only way in."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Stop who is locked or has no role any more, after he proved who he is."""
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if response is None and not roles_of(user):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return response

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Remember the browser, so that strangers can't lock this person out of it."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        devices.remember(response, user)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse an attempt that is one too many, from here or from everywhere together."""
        super().pre_authenticate(request, **credentials)
        if not limits.still_allowed_anywhere(request, "login_failed", credentials.get("email") or ""):
            raise self.validation_error("too_many_login_attempts")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for a proof again, except from who logged in just now and has no second factor yet."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        proofs = get_authentication_records(self.request, self.request.user)
        fresh = bool(proofs) and time.time() - proofs[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT
        return not fresh or second_factors_of(self.request.user).exists()

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return limits.counted_as(request, credentials.get("email") or "")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail in the outbox and wake the postman, for somebody waits; raises KeyError on an unknown mail."""
        template, facts = TEMPLATES[template_prefix]
        known = User.objects.filter(email=email.lower()).values_list("language", flat=True).first()
        queue(
            template=template,
            to=email,
            context={
                "organisation": organisation_name(),
                **{ours: str(context[theirs]) for theirs, ours in facts.items()},
            },
            idempotency_key=f"{template}:{new_id()}",
            language=known or get_language() or "nl",
        )
        ring(send_due_mail)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, with their secrets sealed."""

    error_messages = {**DefaultMFAAdapter.error_messages, **wording.SECOND_FACTOR_ERRORS}

    def encrypt(self, text: str) -> str:
        """Seal the secret of an authenticator app, or the seed of recovery codes."""
        return key_ring.encrypt_text(text, context="accounts.mfa.secret")

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again; raises SealBroken."""
        return key_ring.decrypt_text(encrypted_text, context="accounts.mfa.secret")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last second factor of somebody who can't do without."""
        if not needs_second_factor(authenticator.user):
            return True
        return second_factors_of(authenticator.user).exclude(pk=authenticator.pk).exists()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return how a passkey names us."""
        return {**super().get_public_key_credential_rp_entity(), "name": organisation_name()}


def needs_second_factor(user: User | AnonymousUser) -> bool:
    """Say whether this person may only work with a second factor."""
    return not settings.AKKOORD_MFA_OPTIONAL and logs_in_with_password(user)


def second_factors_of(user: User | AnonymousUser) -> Any:
    """Return the second factors of a person as a queryset; recovery codes alone are none."""
    return Authenticator.objects.filter(
        user_id=user.pk, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    )
