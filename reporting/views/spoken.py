"""Writing down what the client said about a report outside the portal."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from consent import gate
from consent.services.approvals import record_spoken_answer
from consent.terms import Capacity
from dossiers.models import Dossier
from dossiers.permissions import capacity_of, dossier_or_404
from reporting.forms import SpokenForm
from reporting.permissions import answering_users, open_consent_or_404, version_or_404
from reporting.queries.gating import preview
from reporting.views.staff import WRITERS
from ui.doors import gated
from ui.facts import DomainRefusal


@gated("report")
@require_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def spoken(request: HttpRequest, number: str, report_id: UUID, version_number: int) -> HttpResponse:
    """Take who said what, and which colleague heard it; the client gets a mail that it was written down."""
    dossier = dossier_or_404(request.user, number, write=True)
    version = version_or_404(dossier, report_id, version_number)
    consent = open_consent_or_404(version)
    if not gate.takes_spoken_yes(preview(version, request.user)):
        # Where the reglement wants it in writing, an answer on record would only keep the client from giving that.
        raise Http404
    speakers = {str(user.pk): user for user in answering_users(dossier)}
    choices = [(key, _capacity(dossier, user)) for key, user in speakers.items()]
    form = SpokenForm(request.POST or None, speakers=choices, by=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            record_spoken_answer(
                consent,
                said_yes=said["answer"],
                words=said["words"],
                speaker=speakers[said["speaker"]],
                witness=said["witness"],
                by=request.user,
            )
        except DomainRefusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Het antwoord is opgeschreven. De cliënt krijgt daar een e-mail over."))
            return redirect("reporting:report", number, report_id)
    context = {"dossier_number": number, "report_id": report_id, "version_number": version_number, "form": form}
    return render(request, "reporting/report_spoken.html", context, status=422 if form.is_bound else 200)


def _capacity(dossier: Dossier, user: object) -> str:
    client = dossier.traject.client
    return str(Capacity(capacity_of(user, client)).label) if client is not None else ""
