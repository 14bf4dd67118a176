"""The pages a member of staff begins with: my day, the list of dossiers, the overview of one."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.permissions import require_role, roles_of
from accounts.terms import STAFF_ROLES, Role
from desk.queries.day import my_day as day_of
from desk.queries.overview import overview_of
from dossiers.permissions import dossier_or_404, grant_for
from dossiers.queries import DossierFilters, list_page
from dossiers.terms import ServiceType
from reglement.acknowledgements import is_kept_out
from reglement.queries import has_signed_confidentiality
from retention.gone import gone_lately
from ui.doors import gated
from ui.parts import Link
from vault.clock import AMSTERDAM, akkoord_now, today

DOSSIER_ROLES = (Role.COACH, Role.VESTIGINGSMANAGER)


@gated("view")
@require_role(*STAFF_ROLES)
@require_GET
def my_day(request: HttpRequest) -> HttpResponse:
    """Show what this person has to do today; who has not signed for secrecy does that first."""
    if not has_signed_confidentiality(request.user):
        return redirect("desk:confidentiality")
    if is_kept_out(request.user):
        return redirect("desk:acknowledge")
    roles = roles_of(request.user)
    day = day_of(request.user, roles)
    context = {
        "day": day,
        "greeting_line": ", ".join(filter(None, [_greeting(), request.user.name.split(" ")[0]])),
        "summary_line": day.summary(today()),
        "may_start": Role.COACH in roles,
    }
    return render(request, "desk/my_day.html", context)


@gated("view")
@require_role(*DOSSIER_ROLES)
@require_GET
def dossiers(request: HttpRequest) -> HttpResponse:
    """List the dossiers of this person, searched and narrowed; each line shown is in the log."""
    filters = DossierFilters(state=request.GET.get("stand", "running"), service=request.GET.get("dienst", ""))
    listed = list_page(request.user, request.GET.get("q", ""), request.GET.get("page", 1), filters)
    states = [("running", _("Lopend")), ("closed", _("Gesloten")), ("all", _("Alle"))]
    context = {
        "listed": listed,
        "gone": [] if listed.query else gone_lately(request.user),
        "states": [
            Link(label, f"?{urlencode({'stand': word, 'q': listed.query})}", current=filters.state == word)
            for word, label in states
        ],
        "services": ServiceType.choices,
        "may_open": Role.COACH in roles_of(request.user),
    }
    return render(request, "desk/dossiers.html", context)


@gated("view")
@require_role(*DOSSIER_ROLES)
@require_GET
def dossier(request: HttpRequest, number: str) -> HttpResponse:
    """Show one dossier at a glance: the line of the traject, what is due, and who it is about."""
    found = dossier_or_404(request.user, number)
    overview = overview_of(request.user, found, grant_for(request.user, found))
    return render(request, "desk/dossier.html", {"dossier_number": number, "overview": overview})


def _greeting() -> str:
    hour = akkoord_now().astimezone(AMSTERDAM).hour
    if hour < 12:
        return _("Goedemorgen")
    return _("Goedemiddag") if hour < 18 else _("Goedenavond")
