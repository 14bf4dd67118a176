"""The report pages of staff: list, paper and gate, and what one can do there."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import require_role
from accounts.terms import Role
from audit.opening import opened
from consent.refusals import GateRefused
from dossiers.catalogue import labels_of
from dossiers.models import Dossier
from dossiers.permissions import access_of, dossier_or_404, may_write
from dossiers.queries import not_shown_to
from dossiers.terms import DossierPermission
from reglement.models import Decision
from reporting.models import ReportVersion
from reporting.permissions import newest_version_or_404, reading_grant, version_or_404
from reporting.permits import permit_to_read
from reporting.queries.gating import panel_of
from reporting.queries.never import never_reports
from reporting.queries.staff import report_page, reports_gone_from, reports_of
from reporting.services.sending import ask_to_send, send_report
from reporting.services.submitting import remind_client, submit_to_client
from reporting.streams import pdf_of
from reporting.tasks import deliver_report
from ui.answering import refusals_told
from ui.doors import gated
from ui.facts import DomainRefusal
from ui.framing import may_be_framed_by_us
from ui.ringing import ring

READERS = (Role.COACH, Role.VESTIGINGSMANAGER, Role.DIRECTIE, Role.PRIVACY_OFFICER)
WRITERS = (Role.COACH, Role.VESTIGINGSMANAGER)


@gated("view")
@require_role(*READERS)
@require_GET
def report_list(request: HttpRequest, number: str) -> HttpResponse:
    """Show the reports of a dossier, and where each stands."""
    dossier = dossier_or_404(request.user, number)
    access = access_of(request.user, dossier)
    never = never_reports(dossier)
    context = {
        "dossier_number": number,
        "never": never,
        "reports": reports_of(dossier, request.user, access),
        "gone": reports_gone_from(dossier, access),
        "not_shown": not_shown_to(access, DossierPermission.VIEW, labels_of(dossier.traject)),
        "may_write": access.writes and not dossier.traject.is_closed and not never,
    }
    return render(request, "reporting/report_list.html", context)


@gated("view")
@require_role(*READERS)
@require_GET
def report(request: HttpRequest, number: str, report_id: UUID) -> HttpResponse:
    """Show a report beside its gate."""
    version = newest_version_or_404(dossier_or_404(request.user, number), report_id)
    return _page(request, version)


@gated("view")
@require_role(*READERS)
@require_GET
@may_be_framed_by_us
def report_pdf(request: HttpRequest, number: str, report_id: UUID, version_number: int) -> StreamingHttpResponse:
    """Stream the exact PDF of one version."""
    version = version_or_404(dossier_or_404(request.user, number), report_id, version_number)
    grant = reading_grant(request.user, version)
    with opened(permit_to_read(request.user, version, grant)):
        return pdf_of(version)


@gated("report")
@require_role(*WRITERS)
@require_POST
def submit(request: HttpRequest, number: str, report_id: UUID, version_number: int) -> HttpResponse:
    """Put one exact version to the client."""
    dossier = dossier_or_404(request.user, number, write=True)
    version = _seen_version(request, dossier, report_id, version_number)
    with refusals_told(request, messages.error):
        submit_to_client(version=version, by=request.user)
        messages.success(request, _("Het rapport ligt nu bij de cliënt. Die krijgt een e-mail zonder inhoud."))
    return redirect("reporting:report", number, report_id)


@gated("report")
@require_role(*WRITERS)
@require_POST
def remind(request: HttpRequest, number: str, report_id: UUID, version_number: int) -> HttpResponse:
    """Remind the client of what waits for his answer."""
    dossier = dossier_or_404(request.user, number, write=True)
    version = _seen_version(request, dossier, report_id, version_number)
    with refusals_told(request):
        remind_client(version=version, by=request.user)
        messages.success(request, _("De cliënt krijgt een herinnering per e-mail."))
    return redirect("reporting:report", number, report_id)


@gated("report")
@require_role(*WRITERS)
@require_POST
def send(request: HttpRequest, number: str, report_id: UUID, version_number: int) -> HttpResponse:
    """Ask the gate to send one exact version; a no is stored and shown with its article and what is missing."""
    dossier = dossier_or_404(request.user, number, write=True)
    version = _seen_version(request, dossier, report_id, version_number)
    try:
        delivery = send_report(version=version, by=request.user)
    except GateRefused as refused:
        return _page(request, newest_version_or_404(dossier, report_id), refused.decision)
    except DomainRefusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("reporting:report", number, report_id)
    ring(deliver_report, delivery.pk)
    messages.success(
        request, _("Het rapport wordt verstuurd. De ontvanger krijgt een e-mail met een link, zonder inhoud.")
    )
    return redirect("reporting:report", number, report_id)


@gated("report")
@require_role(*WRITERS)
@require_POST
def ask(request: HttpRequest, number: str, report_id: UUID, version_number: int) -> HttpResponse:
    """Ask the colleagues whom the reglement names to approve one exact version."""
    dossier = dossier_or_404(request.user, number, write=True)
    version = _seen_version(request, dossier, report_id, version_number)
    with refusals_told(request):
        ask_to_send(version, by=request.user)
        messages.success(request, _("Het is gevraagd. De collega ziet het op zijn dag."))
    return redirect("reporting:report", number, report_id)


def _seen_version(request: HttpRequest, dossier: Dossier, report_id: UUID, version_number: int) -> ReportVersion:
    """Return a version that this person may read himself: what he may not see he sends to nobody either."""
    version = version_or_404(dossier, report_id, version_number)
    reading_grant(request.user, version)
    return version


def _page(request: HttpRequest, version: ReportVersion, denied: Decision | None = None) -> HttpResponse:
    dossier = version.report.dossier
    page = report_page(version, request.user, reading_grant(request.user, version))
    may_send = may_write(request.user, dossier)
    context = {
        "dossier_number": dossier.number,
        "opdrachtgever_id": dossier.traject.opdrachtgever_id,
        "page": page,
        "ground_url": _ground_url(dossier, version),
        "panel": panel_of(version, page.standing, request.user, denied),
        "may_write": may_send and not dossier.traject.is_closed,
        "may_send": may_send,
    }
    # 409: nothing is wrong with the question, but the gate does not let it happen in this state.
    return render(request, "reporting/report.html", context, status=200 if denied is None else 409)


def _ground_url(dossier: Dossier, version: ReportVersion) -> str:
    """Return the page where another ground for this very version is recorded, with the way back."""
    back = reverse("reporting:report", args=[dossier.number, version.report_id])
    query = urlencode({"versie": version.content_version_id, "terug": back})
    return f"{reverse('consent:ground-new', args=[dossier.number])}?{query}"
