"""The pages of this room: an invitation, one's own account, and allauth's pages where we add a guard."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as allauth_account
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.mfa.webauthn import views as allauth_passkeys
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.adapters import needs_second_factor, second_factors_of
from accounts.facts import InvitationNotOpen
from accounts.forms import ChoosePasswordForm
from accounts.models import Invitation
from accounts.permissions import has_role, is_staff_member, logs_in_with_password
from accounts.queries import organisation_name
from accounts.terms import Role
from ui.doors import no_content

ACCOUNTS_ONLY = "knows accounts only"


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@no_content("says that somebody is invited, not for what")
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Let somebody in who got this link; a link that does not work gets one and the same page, whatever the reason."""
    try:
        found = services.find_invitation(token)
        if logs_in_with_password(found.user):
            return _invited_to_work(request, found, token)
        return _invited_to_the_portal(request, found, token)
    except InvitationNotOpen:
        return render(request, "accounts/invitation_closed.html", status=404)


@require_http_methods(["GET", "HEAD"])
@no_content("one's own ways to log in")
def own_account(request: HttpRequest) -> HttpResponse:
    """Show where one changes his password, second factor and sessions."""
    context = {
        "has_password": logs_in_with_password(request.user),
        "second_factors": second_factors_of(request.user).count(),
        "base": _frame_of(request),
    }
    return render(request, "accounts/own_account.html", context)


@no_content(ACCOUNTS_ONLY)
def logout(request: HttpRequest) -> HttpResponseBase:
    """End the session, and let the browser forget the pages it kept."""
    response: HttpResponseBase = allauth_account.logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def with_password(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Show one of allauth's pages about passwords to those who have one, and to nobody else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not logs_in_with_password(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


change_password = no_content(ACCOUNTS_ONLY)(with_password(allauth_account.password_change))
set_password = no_content(ACCOUNTS_ONLY)(with_password(allauth_account.password_set))


@no_content(ACCOUNTS_ONLY)
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a passkey away, unless it is the last second factor of somebody who needs one."""
    if needs_second_factor(request.user) and not second_factors_of(request.user).exclude(pk=pk).exists():
        messages.error(request, _("Dit is uw laatste tweede stap. Voeg eerst een andere toe."))
        return redirect("mfa_list_webauthn")
    response: HttpResponseBase = allauth_passkeys.remove_webauthn(request, pk=pk)
    return response


def _frame_of(request: HttpRequest) -> str:
    if is_staff_member(request.user):
        return "base_staff.html"
    contact = has_role(request.user, Role.OPDRACHTGEVER_CONTACT)
    return "base_opdrachtgever.html" if contact else "base_portal.html"


def _invited_to_work(request: HttpRequest, found: Invitation, token: str) -> HttpResponseBase:
    form = ChoosePasswordForm(request.POST or None, user=found.user)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/invitation_staff.html", _words(form=form))
    user = services.accept_invitation(token, password=form.cleaned_data["password"])
    auth.logout(request)
    return perform_password_login(request, {"email": user.email}, Login(user=user, email=user.email))


def _invited_to_the_portal(request: HttpRequest, found: Invitation, token: str) -> HttpResponseBase:
    if request.method != "POST":
        return render(request, "accounts/invitation_portal.html", _words())
    user = services.accept_invitation(token)
    auth.logout(request)
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=user.email)
    return redirect("account_confirm_login_code")


def _words(**more: Any) -> dict[str, Any]:
    return {"organisation": organisation_name(), **more}
