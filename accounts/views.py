"""The pages of this room."""

from django.http import HttpRequest, HttpResponse

from ui.doors import no_content


@no_content("an invitation is about an account only")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what an invitation is for."""
    return HttpResponse()
