"""Letting a contact look along in a dossier: the page of the coach, and the pages of who looks."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES, Role
from consent import gate
from consent.forms import LookForm
from consent.permissions import look_or_404, planned_or_404
from consent.queries.planning import document_shown, documents_shown, looks_for, planned_lines, showable_documents
from consent.refusals import GateRefused
from consent.services.looking import look
from consent.services.planning import end_planned, plan_look
from dossiers.models import Dossier
from dossiers.permissions import contacts_at, dossier_or_404
from dossiers.queries import documents_of
from dossiers.views.answers import on_screen, says_when_gone
from ui.doors import gated, no_content
from ui.facts import DomainRefusal


@gated("view")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
@says_when_gone
def looks(request: HttpRequest, number: str) -> HttpResponse:
    """Show who may look along and how far the keys are, and ask both keys for somebody new."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = _form(request, dossier)
    conditions: list[gate.PanelCondition] = []
    if form.is_valid():
        contact, chosen, until = form.chosen()
        documents = list(showable_documents(dossier).filter(pk__in=chosen))
        try:
            plan_look(dossier=dossier, contact=contact, documents=documents, until=until, by=request.user)
        except GateRefused as refused:
            conditions = gate.conditions(refused.decision)
        except DomainRefusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Het is gevraagd. Hieronder ziet u wie er nog ja moet zeggen."))
            return redirect("consent:looks", number)
    context = {"dossier_number": number, "form": form, "conditions": conditions, "lines": planned_lines(dossier)}
    return render(request, "consent/looks.html", context, status=409 if conditions else 422 if form.is_bound else 200)


@gated("write")
@require_role(*STAFF_ROLES)
@require_POST
def end(request: HttpRequest, number: str, planned_id: UUID) -> HttpResponse:
    """Stop at once what was planned."""
    dossier = dossier_or_404(request.user, number, write=True)
    end_planned(planned_or_404(dossier, planned_id), by=request.user)
    messages.success(request, _("Het is gestopt. Niemand kijkt hierop nog mee."))
    return redirect("consent:looks", number)


@no_content("Lists numbers and last days of what this contact may look at; nothing sealed is read.")
@require_role(Role.OPDRACHTGEVER_CONTACT)
@require_GET
def contact_looks(request: HttpRequest) -> HttpResponse:
    """Show a contact where he may look along."""
    return render(request, "consent/contact_looks.html", {"lines": looks_for(request.user)})


@gated("view")
@require_role(Role.OPDRACHTGEVER_CONTACT)
@require_GET
@says_when_gone
def contact_look(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """Show the documents of one look, if the gate says yes now."""
    planned = look_or_404(request.user, planned_id)
    try:
        decision = look(planned, user=request.user)
    except GateRefused:
        return _closed(request)
    context = {"planned": planned, "documents": documents_shown(request.user, planned, decision)}
    return render(request, "consent/contact_look.html", context)


@gated("view")
@require_role(Role.OPDRACHTGEVER_CONTACT)
@require_GET
@says_when_gone
def contact_document(request: HttpRequest, planned_id: UUID, document_id: UUID) -> HttpResponseBase:
    """Show one document on the screen, if the gate says yes now; it is not given as a file to keep."""
    planned = look_or_404(request.user, planned_id)
    try:
        decision = look(planned, user=request.user)
    except GateRefused:
        return _closed(request)
    document = document_shown(request.user, planned, decision, document_id)
    if document is None:
        raise Http404
    return on_screen(document)


def _form(request: HttpRequest, dossier: Dossier) -> LookForm:
    showable = set(showable_documents(dossier).values_list("pk", flat=True))
    lines = [line for line in documents_of(request.user, dossier).lines if line.id in showable]
    return LookForm(
        request.POST or None, contacts=contacts_at(dossier), documents=[(line.id, line.title) for line in lines]
    )


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "consent/contact_closed.html", status=403)
