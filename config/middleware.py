"""What surrounds every answer: no page behind closed doors, and no copy in a cache of what somebody was shown."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template import loader

from vault import quarantine

Answer = Callable[[HttpRequest], HttpResponse]
# What machines ask, also while the doors are closed.
_HEALTH: Final = {"/gezond/", "/gereed/"}
_TRY_AGAIN_SECONDS: Final = 60


def closed_doors(get_response: Answer) -> Answer:
    """Show nothing but why, while databases and ledger do not agree on what was destroyed.

    A restored backup holds accounts and dates of people who were erased, which no seal protects.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        why = None if request.path in _HEALTH else quarantine.why_closed()
        if why is None:
            return get_response(request)
        page = loader.render_to_string("503.html", {"why": why.label})
        return HttpResponse(
            page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(_TRY_AGAIN_SECONDS)}
        )

    return answer


def no_store(get_response: Answer) -> Answer:
    """Forbid browsers and proxies to keep what a logged-in person was shown."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response

    return answer
