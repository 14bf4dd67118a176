"""Writing down what the client said outside the portal, in answer to any question that was put to him."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from consent import gate
from consent.forms import SpokenForm
from consent.models import Consent
from consent.permissions import answering_users, waiting_use_consent_or_404
from consent.services.approvals import record_spoken_answer
from consent.services.using import question_of
from consent.terms import Capacity
from consent.wording import use_paragraphs
from dossiers.permissions import capacity_of, dossier_or_404
from ui.answering import form_page, refusals_on
from ui.doors import gated


@gated("write")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def spoken(request: HttpRequest, number: str, consent_id: UUID) -> HttpResponse:
    """Take who said what to a question about data that go to nobody; where it must be in writing, say so instead."""
    dossier = dossier_or_404(request.user, number, write=True)
    consent = waiting_use_consent_or_404(dossier, consent_id)
    [said] = gate.answer_each([question_of(consent, by=request.user)])
    context = {"dossier_number": number, "paragraphs": use_paragraphs(consent)}
    if not gate.takes_spoken_yes(said):
        return render(request, "consent/use_spoken.html", {"form": None, **context})
    form = hear(request, consent, question=_("Vindt de cliënt dit goed?"))
    if form.is_valid():
        return redirect("consent:use", number)
    return form_page(request, "consent/use_spoken.html", form, **context)


def hear(request: HttpRequest, consent: Consent, *, question: str) -> SpokenForm:
    """Return the form about what was said; it is valid only when the answer was recorded just now."""
    client = consent.dossier.traject.client
    speakers = {str(user.pk): user for user in answering_users(consent.dossier)} if client else {}
    named = [(key, str(Capacity(capacity_of(user, client)).label)) for key, user in speakers.items()] if client else []
    form = SpokenForm(request.POST or None, question=question, speakers=named, by=request.user)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_on(form):
            record_spoken_answer(
                consent,
                said_yes=said["answer"],
                words=said["words"],
                speaker=speakers[said["speaker"]],
                witness=said["witness"],
                by=request.user,
            )
            messages.success(request, _("Het antwoord is opgeschreven. De cliënt krijgt daar een e-mail over."))
    return form
