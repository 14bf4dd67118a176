"""Browsers in which somebody logged in before, so that guessing by strangers does not lock him out of those."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import get_random_string

from accounts.models import User

COOKIE: Final = "bekende_browser"
SALT: Final = "accounts.devices"
LIFE: Final = timedelta(days=180)


def remember(response: HttpResponseBase, user: User) -> None:
    """Give the browser a cookie that says, signed, that this person logged in with it."""
    value = signing.dumps({"user": str(user.pk), "browser": get_random_string(16)}, salt=SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=LIFE,
        path="/inloggen/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_browser(request: HttpRequest, email: str) -> str | None:
    """Return the mark of this browser if the person with this address logged in with it before, else None."""
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return None
    known = User.objects.filter(pk=said["user"], email=email.strip().lower()).exists()
    return str(said["browser"]) if known else None
