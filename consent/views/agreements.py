"""What is agreed about reports in a dossier."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from consent.forms import LineFormSet, lines_of
from consent.queries import agreement_of
from consent.queries.naming import naming_lines
from consent.services.agreements import make_agreement
from dossiers.catalogue import categories_of
from dossiers.permissions import dossier_or_404, may_write
from ui.doors import gated
from ui.facts import DomainRefusal


@gated("view")
@require_role(*STAFF_ROLES)
@require_GET
def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show to whom what goes, and how far the start notice came."""
    dossier = dossier_or_404(request.user, number)
    context = {
        "dossier_number": dossier.number,
        "agreement": agreement_of(dossier),
        "named": naming_lines([dossier]),
        "may_change": may_write(request.user, dossier) and not dossier.traject.is_closed,
    }
    return render(request, "consent/agreements.html", context)


@gated("write")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Replace the agreement; the client gets a new notice."""
    dossier = dossier_or_404(request.user, number, write=True)
    contacts = dossier.traject.opdrachtgever.contacts.filter(ended_at=None).select_related("opdrachtgever")
    lines = LineFormSet(
        request.POST or None,
        prefix="regel",
        form_kwargs={"contacts": contacts, "categories": categories_of(dossier.traject, health=True)},
    )
    refusal_sentence = ""
    if lines.is_valid():
        try:
            make_agreement(dossier=dossier, lines=lines_of(lines), by=request.user)
        except DomainRefusal as refusal:
            refusal_sentence = str(refusal.sentence)
        else:
            messages.success(request, _("De nieuwe afspraak staat vast. De cliënt krijgt een nieuw startbericht."))
            return redirect("consent:agreements", number=dossier.number)
    context = {"dossier_number": dossier.number, "lines": lines, "refusal": refusal_sentence}
    return render(request, "consent/agreements_change.html", context, status=422 if lines.is_bound else 200)
