"""The forms of logging in and of an invitation."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import RequestLoginCodeForm as AllauthRequestLoginCodeForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.core import context, ratelimit
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import limits
from accounts.models import User
from accounts.permissions import logs_in_with_password, roles_of


class RequestLoginCodeForm(AllauthRequestLoginCodeForm):
    """Asks for a code by e-mail, which only people of the portal get; others see the same page and get nothing."""

    def clean_email(self) -> str:
        """Find who may get a code; raises the error of too many attempts."""
        email: str = self.cleaned_data["email"].lower()
        request = context.request
        if not _may_ask_a_code(request, email):
            raise get_adapter().validation_error("too_many_login_attempts")
        user = User.objects.filter(email=email, is_active=True).first()
        may_have_one = user is not None and roles_of(user) and not logs_in_with_password(user)
        self._user = user if may_have_one else None
        return email


class ResetPasswordForm(AllauthResetPasswordForm):
    """Asks for a new password, which only people with a password get."""

    def clean_email(self) -> str:
        """Leave out who logs in with a code: a password would be a second way in."""
        email: str = super().clean_email()
        self.users: list[User] = [user for user in self.users if logs_in_with_password(user)]
        return email


class AddPasskeyForm(AddWebAuthnForm):
    """Adds a passkey, which replaces the password too unless somebody says no."""

    passwordless = forms.BooleanField(
        label=_("Ook zonder wachtwoord inloggen"),
        help_text=_("Uw telefoon, laptop of sleutel vraagt dan zelf om uw vinger, gezicht of pincode."),
        required=False,
        initial=True,
    )


class ChoosePasswordForm(forms.Form):
    """The first password of somebody who was invited to work here."""

    password = forms.CharField(
        label=_("Wachtwoord"),
        help_text=_("Minstens 12 tekens. Een zin van een paar woorden is sterk en makkelijk te onthouden."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Refuse what is easy to guess."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password


def _may_ask_a_code(request: HttpRequest, email: str) -> bool:
    here = ratelimit.consume(request, action="request_login_code", key=limits.counted_as(request, email))
    return here and limits.still_allowed_anywhere(request, "request_login_code", email)
