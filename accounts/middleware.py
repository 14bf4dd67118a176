"""Keeps staff who have no second factor yet on the pages where they set it up."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.adapters import needs_second_factor, second_factors_of

SETTING_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
        "account_login",
        "desk:display",
    }
)


class SecondFactorMiddleware:
    """Sends staff without a second factor to the page that explains how to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        """Redirect, unless the page is one of setting up, or the person has a second factor or needs none."""
        route = request.resolver_match
        if not request.user.is_authenticated or route is None or route.view_name in SETTING_UP:
            return None
        if not needs_second_factor(request.user) or second_factors_of(request.user).exists():
            return None
        messages.info(request, _("Stel eerst een tweede stap in. Zonder tweede stap kunt u niet verder."))
        return redirect("mfa_index")
