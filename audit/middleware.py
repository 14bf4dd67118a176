"""What surrounds every request: an origin for its events, and no safe left open before or after it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit.opening import assert_locked
from audit.origin import origin
from vault import unlocking
from vault.facts import SealedReadSwallowed
from vault.ids import new_id

_SERVER_ERROR = 500


class AuditMiddleware:
    """Gives the request an id, and turns an answer into an error when a read of sealed content failed beneath it.

    A template's `{% if %}` swallows exceptions and renders the empty branch, which would read as "there is nothing".
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        assert_locked()
        unlocking.forget_refusals()
        request_id = str(new_id())
        with origin(f"request:{request_id}"):
            response = self._get_response(request)
        assert_locked()
        if unlocking.refused_reads() and response.status_code < _SERVER_ERROR:
            raise SealedReadSwallowed
        response["X-Request-ID"] = request_id
        return response
