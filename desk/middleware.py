"""What surrounds every page: "today" and "yesterday" on it follow the house clock."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
