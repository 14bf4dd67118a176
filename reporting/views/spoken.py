"""Writing down what the client said about a report outside the portal."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from consent import gate
from consent.views.spoken import hear
from dossiers.permissions import dossier_or_404
from reporting.permissions import open_consent_or_404, version_or_404
from reporting.queries.gating import preview
from reporting.views.staff import WRITERS
from ui.answering import form_page
from ui.doors import gated


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
    form = hear(request, consent, question=_("Mag dit rapport zo weg?"))
    if form.is_valid():
        return redirect("reporting:report", number, report_id)
    context = {"dossier_number": number, "report_id": report_id, "version_number": version_number}
    return form_page(request, "reporting/report_spoken.html", form, **context)
