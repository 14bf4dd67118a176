"""Limits on guessing: counted per person and browser or network address, so that strangers only stop themselves."""

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest

from accounts.devices import known_browser


def counted_as(request: HttpRequest, email: str) -> str:
    """Return what attempts on this account from here are counted under."""
    browser = known_browser(request, email)
    where = f"browser:{browser}" if browser else f"address:{get_adapter(request).get_client_ip(request)}"
    return f"{email.strip().lower()}:{where}"


def still_allowed_anywhere(request: HttpRequest, action: str, email: str) -> bool:
    """Count an attempt against what all strangers together may do to this account; a known browser is not counted."""
    if known_browser(request, email):
        return True
    return ratelimit.consume(request, action=f"{action}_anywhere", key=email.strip().lower())
