"""Recording a signed trajectplan, and what the client himself asks to send."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from consent.forms import OwnRequestForm, TrajectplanForm
from consent.permissions import own_request_or_404
from consent.services.naming import ask_to_send, record_trajectplan, take_request_back
from consent.views.client import OWN
from dossiers.catalogue import categories_of
from dossiers.models import Dossier
from dossiers.permissions import contacts_at, dossier_or_404, own_dossier_or_404
from dossiers.queries import documents_of
from ui.answering import form_page, refusals_on
from ui.doors import gated, no_content


@gated("write")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def trajectplan(request: HttpRequest, number: str) -> HttpResponse:
    """Ask which document is the signed plan, and whom and what it names."""
    dossier = dossier_or_404(request.user, number, write=True)
    lines = documents_of(request.user, dossier).lines
    form = TrajectplanForm(
        request.POST or None, documents=[(line.id, line.title) for line in lines], **_nameable(dossier)
    )
    if form.is_valid():
        signed = {"document_id": UUID(form.cleaned_data["document_id"]), "signed_on": form.cleaned_data["signed_on"]}
        with refusals_on(form):
            record_trajectplan(dossier=dossier, by=request.user, **signed, **form.named())
            messages.success(request, _("Het trajectplan is vastgelegd. De poort kijkt er nu naar."))
            return redirect("consent:agreements", number)
    return form_page(request, "consent/trajectplan.html", form, dossier_number=number)


@no_content("Shows names of recipients and kinds of data to choose from; nothing of what is in the dossier.")
@require_role(*OWN)
@require_http_methods(["GET", "POST"])
def own_request(request: HttpRequest, number: str) -> HttpResponse:
    """Let the client ask the bureau to send something, to whom he says."""
    dossier = own_dossier_or_404(request.user, number)
    form = OwnRequestForm(request.POST or None, **_nameable(dossier))
    if form.is_valid():
        with refusals_on(form):
            ask_to_send(dossier=dossier, words=form.cleaned_data["words"], by=request.user, **form.named())
            messages.success(request, _("Uw verzoek is vastgelegd. Uw coach ziet het."))
            return redirect("consent:my-consents")
    return form_page(request, "consent/my_request.html", form)


@no_content("Takes back what the client asked to send; shows nothing.")
@require_role(*OWN)
@require_POST
def own_request_back(request: HttpRequest, ground_id: UUID) -> HttpResponse:
    """Take back one request at once."""
    take_request_back(own_request_or_404(request.user, ground_id), by=request.user)
    messages.success(request, _("Uw verzoek is ingetrokken. Op grond daarvan gaat niets meer weg."))
    return redirect("consent:my-consents")


def _nameable(dossier: Dossier) -> dict[str, list]:
    return {"contacts": contacts_at(dossier), "categories": categories_of(dossier.traject, health=True)}
