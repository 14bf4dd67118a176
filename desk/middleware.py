"""What surrounds every page: "today" and "yesterday" on it follow the house clock."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from reglement.acknowledgements import is_kept_out
from ui.dates import today_is
from vault.clock import today


class HouseDayMiddleware:
    """Tell the components what day it is by `akkoord_now()`, for as long as one page is being made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the way to the page."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Make the page with the day of the house."""
        with today_is(today()):
            return self.get_response(request)


class KeptOutMiddleware:
    """Lead who is kept out until he acknowledges the reglement to where he can, instead of telling him of nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the way to the page."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the page does, save where every dossier is absent for want of an acknowledgement.

        What exists and what does not stay alike: both lead to the same page.
        """
        answer = self.get_response(request)
        is_absent = answer.status_code == HTTPStatus.NOT_FOUND and request.path.startswith("/dossiers/")
        if is_absent and request.user.is_authenticated and is_kept_out(request.user):
            return redirect("desk:acknowledge")
        return answer
