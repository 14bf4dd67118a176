"""Objections: the client makes them and takes them back, his coach reads them, directie or privacy officer decides."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from consent.forms import ObjectionDecisionForm, ObjectionExtensionForm, ObjectionForm
from consent.models import Objection
from consent.permissions import objection_or_404, own_objection_or_404
from consent.queries.objections import ObjectionLine, objections_to_decide, objections_under
from consent.services.objecting import (
    decide_objection,
    extend_answer,
    make_objection,
    purposes_to_object_to,
    take_objection_back,
)
from consent.terms import DECIDES_ON_OBJECTIONS
from consent.views.client import OWN
from dossiers.permissions import dossier_or_404, grant_for, own_dossier_or_404
from dossiers.permits import permit_for
from ui.answering import form_page, refusals_on
from ui.doors import gated, no_content


@no_content("Takes what the client objects to; shows nothing of what is in the dossier.")
@require_role(*OWN)
@require_http_methods(["GET", "POST"])
def own_objection(request: HttpRequest, number: str) -> HttpResponse:
    """Let the client object to a use of his data."""
    dossier = own_dossier_or_404(request.user, number)
    form = ObjectionForm(request.POST or None, purposes=purposes_to_object_to(dossier))
    if form.is_valid():
        with refusals_on(form):
            make_objection(dossier, by=request.user, **form.cleaned_data)
            messages.success(
                request, _("Uw bezwaar is vastgelegd. Het geldt vanaf nu. U krijgt binnen een maand antwoord.")
            )
            return redirect("consent:my-consents")
    return form_page(request, "consent/my_objection.html", form)


@no_content("Takes an objection back; shows nothing.")
@require_role(*OWN)
@require_POST
def own_objection_back(request: HttpRequest, objection_id: UUID) -> HttpResponse:
    """Take one objection back at once."""
    take_objection_back(own_objection_or_404(request.user, objection_id), by=request.user)
    messages.success(request, _("Uw bezwaar is ingetrokken."))
    return redirect("consent:my-consents")


@gated("view")
@require_role(*STAFF_ROLES)
@require_GET
def objections(request: HttpRequest, number: str) -> HttpResponse:
    """Show what the client objects to, in his words, and what was decided."""
    dossier = dossier_or_404(request.user, number)
    permit = permit_for(request.user, dossier, "objection.read", grant=grant_for(request.user, dossier))
    context = {"dossier_number": number, "lines": objections_under([permit], [dossier.pk])}
    return render(request, "consent/objections.html", context)


@no_content("Takes a decision about an objection by its number; what the client wrote is not shown.")
@require_role(*sorted(DECIDES_ON_OBJECTIONS))
@require_http_methods(["GET", "POST"])
def objection_decide(request: HttpRequest, objection_id: UUID) -> HttpResponse:
    """Decide about one objection."""
    objection, line = _waiting_or_404(request, objection_id)
    form = ObjectionDecisionForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            decide_objection(objection, by=request.user, **form.cleaned_data)
            messages.success(request, _("Uw besluit is vastgelegd. De cliënt krijgt bericht."))
            return redirect("consent:plans")
    return form_page(request, "consent/objection_decide.html", form, line=line)


@no_content("Puts off the answer to an objection by its number; what the client wrote is not shown.")
@require_role(*sorted(DECIDES_ON_OBJECTIONS))
@require_http_methods(["GET", "POST"])
def objection_extend(request: HttpRequest, objection_id: UUID) -> HttpResponse:
    """Take two months more to answer one objection, and tell the client why."""
    objection, line = _waiting_or_404(request, objection_id)
    form = ObjectionExtensionForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            extend_answer(objection, by=request.user, **form.cleaned_data)
            messages.success(request, _("U heeft twee maanden langer. De cliënt krijgt bericht."))
            return redirect("consent:plans")
    return form_page(request, "consent/objection_extend.html", form, line=line)


def _waiting_or_404(request: HttpRequest, objection_id: UUID) -> tuple[Objection, ObjectionLine]:
    line = next((each for each in objections_to_decide(request.user) if each.id == objection_id), None)
    if line is None:
        raise Http404
    return objection_or_404(objection_id), line
