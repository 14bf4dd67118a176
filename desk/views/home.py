"""The front door: everybody is sent to his own first page; and the choice of light, dark and language."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import is_staff_member, roles_of
from accounts.terms import Role
from ui.doors import no_content

THEMES = {"light", "dark", "auto"}
A_YEAR = 365 * 24 * 3600


@no_content("Only a redirect.")
@require_GET
def front_door(request: HttpRequest) -> HttpResponse:
    """Send staff to their day, contacts to their reports, auditors to the reglement and clients to their dossier."""
    if is_staff_member(request.user):
        return redirect("desk:my_day")
    roles = roles_of(request.user)
    if Role.OPDRACHTGEVER_CONTACT in roles:
        return redirect("desk:contact_home")
    if Role.AUDITOR in roles:
        # He sees dossiers only when a reglement lets him; its text is what he may always read.
        return redirect("reglement:read")
    return redirect("desk:client_home")


@no_content("Stores a choice of colours or language in a cookie.")
@login_not_required
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or automatic, and the language; anything else is ignored and the page is shown again."""
    wanted = request.POST.get("next", "/")
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    answer = redirect(wanted if own else "/")
    theme, language = request.POST.get("theme"), request.POST.get("language")
    if theme in THEMES:
        answer.set_cookie("theme", theme, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, samesite="Lax", secure=request.is_secure()
        )
    return answer
