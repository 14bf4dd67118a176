"""The report pages of an opdrachtgever's contact: what was sent to him, each opening asked of the gate again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.permissions import require_role
from accounts.terms import Role
from audit.opening import opened
from audit.terms import Word
from consent.refusals import DisclosureRefused, GateRefused
from consent.services.disclosing import open_disclosure
from reporting.permissions import disclosed_version_or_404
from reporting.permits import permit_of_contact
from reporting.queries.contact import disclosed_report, reports_to
from reporting.streams import pdf_of
from ui.doors import gated, no_content
from ui.facts import DomainRefusal
from ui.framing import may_be_framed_by_us


@no_content("Lists kinds and dates of what was sent; nothing sealed is read.")
@require_role(Role.OPDRACHTGEVER_CONTACT)
@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    """Show what was sent to this contact."""
    return render(request, "reporting/contact_list.html", {"reports": reports_to(request.user)})


@gated("report")
@require_role(Role.OPDRACHTGEVER_CONTACT)
@require_GET
def report(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Open one report, if the gate still says yes."""
    disclosure, version = disclosed_version_or_404(request.user, disclosure_id)
    try:
        decision = open_disclosure(disclosure, user=request.user)
    except (GateRefused, DisclosureRefused) as refusal:
        return _closed(request, refusal)
    page = disclosed_report(disclosure, version, request.user, decision)
    return render(request, "reporting/contact_report.html", {"page": page})


@gated("report")
@require_role(Role.OPDRACHTGEVER_CONTACT)
@require_GET
@may_be_framed_by_us
def report_pdf(request: HttpRequest, disclosure_id: UUID) -> HttpResponseBase:
    """Stream the exact bytes that were approved and disclosed, if the gate still says yes."""
    disclosure, version = disclosed_version_or_404(request.user, disclosure_id)
    try:
        decision = open_disclosure(disclosure, user=request.user)
    except (GateRefused, DisclosureRefused) as refusal:
        return _closed(request, refusal)
    with opened(permit_of_contact(request.user, disclosure, version, Word.REPORT_OPENED, decision)):
        return pdf_of(version)


def _closed(request: HttpRequest, refusal: DomainRefusal) -> HttpResponse:
    return render(request, "reporting/contact_closed.html", status=403)
