"""Asking for data of others, using a test result, and the question to the client before that."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from consent import gate
from consent.forms import ConsentRequestForm, UseForm
from consent.permissions import own_use_consent_or_404
from consent.queries.using import use_consents, uses_of
from consent.refusals import GateRefused
from consent.services.approvals import approve, refuse, request_code
from consent.services.using import ask_to_use, request_consent
from consent.terms import AskedOf, UseAct
from consent.views.client import OWN
from consent.wording import use_paragraphs
from dossiers.catalogue import categories_of
from dossiers.models import Dossier
from dossiers.permissions import dossier_or_404
from dossiers.queries.portal import own_titles
from mail.tasks import send_due_mail
from reglement.services import current_ruleset, deciding_version
from ui.answering import form_page, refusals_on
from ui.doors import gated
from ui.facts import DomainRefusal
from ui.ringing import ring


@gated("request_inbound")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, number: str) -> HttpResponse:
    """Ask the gate whether data may be asked of another or a test result used, and show what it said before."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = UseForm(request.POST or None, **_choices(dossier))
    conditions: list[gate.PanelCondition] = []
    if form.is_valid():
        try:
            ask_to_use(dossier=dossier, by=request.user, **form.cleaned_data)
        except GateRefused as refused:
            conditions = gate.conditions(refused.decision)
        except DomainRefusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Dit mag. Het besluit staat hieronder."))
            return redirect("consent:use", number)
    context = {
        "dossier_number": number,
        "form": form,
        "conditions": conditions,
        "lines": uses_of(dossier),
        "asked": use_consents(dossier),
    }
    return render(request, "consent/use.html", context, status=409 if conditions else 422 if form.is_bound else 200)


@gated("write")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def ask_client(request: HttpRequest, number: str) -> HttpResponse:
    """Put a question to the client about data that go to nobody."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = ConsentRequestForm(request.POST or None, initial=_asked_for(request), **_choices(dossier))
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("asked_of", "purpose", "categories", "valid_until")}
        with refusals_on(form):
            request_consent(dossier=dossier, by=request.user, **words)
            messages.success(request, _("De vraag ligt bij de cliënt. Die krijgt een e-mail zonder inhoud."))
            return redirect("consent:use", number)
    return form_page(request, "consent/use_ask.html", form, dossier_number=number)


@gated("view")
@require_role(*OWN)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Show the question; a yes needs the fresh code from the mail, a no needs nothing."""
    consent = own_use_consent_or_404(request.user, consent_id)
    word = request.POST.get("answer", "")
    error = ""
    try:
        if word == "no":
            refuse(consent, user=request.user)
            messages.success(request, _("Wij hebben uw nee genoteerd."))
            return redirect("consent:my-consents")
        if word == "code":
            request_code(consent, user=request.user)
            ring(send_due_mail)
        if word == "yes":
            approve(consent, user=request.user, code="".join(request.POST.get("code", "").split()))
            messages.success(request, _("Dank u. Wij hebben uw ja genoteerd. U kunt het altijd intrekken."))
            return redirect("consent:my-consents")
    except DomainRefusal as refusal:
        error = str(refusal.sentence)
    consent.state.refresh_from_db()
    context = {
        "consent_id": consent_id,
        "paragraphs": use_paragraphs(consent),
        "titles": own_titles(request.user, consent.dossier, consent.documents),
        "is_waiting": consent.state.state == "requested",
        "state": consent.state.get_state_display(),
        "has_code": word in {"code", "yes"},
        "error": error,
    }
    return render(request, "consent/my_answer.html", context, status=409 if error else 200)


def _asked_for(request: HttpRequest) -> dict[str, Any]:
    """Return what the page that sent the coach here asks about; nothing else is filled in."""
    inside = request.GET.get("bij") == AskedOf.STAFF
    return {
        "act": UseAct.USE_INTERNALLY if inside else UseAct.REQUEST_INBOUND,
        "asked_of": AskedOf.STAFF if inside else None,
        "purpose": request.GET.get("doel"),
        "categories": request.GET.getlist("soort"),
    }


def _choices(dossier: Dossier) -> dict[str, Any]:
    purposes = current_ruleset(deciding_version(dossier.traject.reglement_version)).ruleset.purpose
    return {
        "purposes": [(entry.key, entry.label) for entry in purposes],
        "categories": categories_of(dossier.traject, health=True),
    }
