"""The report pages of the client: read, ask what changed, say yes with a fresh code, or say no."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.facts import StepUpRefused
from accounts.permissions import require_role
from accounts.terms import Role
from audit.opening import opened
from audit.terms import Word
from consent.services.approvals import approve, refuse, request_code
from dossiers.queries import own_reports_gone
from mail.tasks import send_due_mail
from reporting.forms import RemarkForm
from reporting.permissions import own_consent_about, own_version_or_404
from reporting.permits import permit_of_client
from reporting.queries.client import client_report, versions_for, waits
from reporting.queries.standing import standing_of
from reporting.streams import pdf_of
from ui.doors import gated, no_content
from ui.facts import DomainRefusal
from ui.forms import CodeForm
from ui.framing import may_be_framed_by_us
from ui.ringing import ring

CLIENTS = (Role.CLIENT, Role.REPRESENTATIVE)


@no_content("Lists kinds, versions and answers of one's own reports, nothing that stands in them.")
@require_role(*CLIENTS)
@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    """Show which reports wait for an answer and what happened to the others."""
    lines = versions_for(request.user)
    context = {
        "waiting": [line for line in lines if waits(line.standing)],
        "others": [line for line in lines if not waits(line.standing)],
        "gone": own_reports_gone(request.user),
    }
    return render(request, "reporting/client_list.html", context)


@gated("view")
@require_role(*CLIENTS)
@require_GET
def report(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Show one exact version with who reads it, for what and until when, and the two answers."""
    version = own_version_or_404(request.user, version_id)
    page = client_report(version, request.user)
    return render(request, "reporting/client_report.html", {"page": page, "waits": waits(page.standing)})


@gated("view")
@require_role(*CLIENTS)
@require_GET
@may_be_framed_by_us
def report_pdf(request: HttpRequest, version_id: UUID) -> StreamingHttpResponse:
    """Stream the exact PDF that the answer will be about."""
    version = own_version_or_404(request.user, version_id)
    with opened(permit_of_client(request.user, version, Word.REPORT_READ)):
        return pdf_of(version)


@gated("view")
@require_role(*CLIENTS)
@require_GET
def changes(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Show what changed since the version that was put to the client before."""
    page = client_report(own_version_or_404(request.user, version_id), request.user)
    return render(request, "reporting/client_changes.html", {"page": page})


@no_content("Mails a fresh code for one consent; shows nothing of the report.")
@require_role(*CLIENTS)
@require_POST
def begin_yes(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Mail a fresh code, because a yes must be provable (AVG 7(1))."""
    version = own_version_or_404(request.user, version_id)
    try:
        request_code(own_consent_about(request.user, version), user=request.user)
    except DomainRefusal as refusal:
        return _answered(request, version_id, refusal)
    # Somebody waits for this code with his phone in his hand; the beat would find it, but later.
    ring(send_due_mail)
    return redirect("reporting:client-code", version_id)


@no_content("Takes the code that proves a yes; shows nothing of the report.")
@require_role(*CLIENTS)
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Take the code and record the yes to the exact bytes; a second click gets the same answer."""
    version = own_version_or_404(request.user, version_id)
    consent = own_consent_about(request.user, version)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            approve(consent, user=request.user, code=form.cleaned_data["code"])
        except StepUpRefused as refusal:
            form.add_error("code", str(refusal.sentence))
        except DomainRefusal as refusal:
            return _answered(request, version_id, refusal)
        else:
            return redirect("reporting:client-done", version_id)
    context = {"form": form, "version_id": version_id, "email": request.user.email}
    return render(request, "reporting/client_code.html", context)


@no_content("Takes what the client wants to say beside his no; shows nothing of the report.")
@require_role(*CLIENTS)
@require_http_methods(["GET", "POST"])
def say_no(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Record a no, with or without a remark; it needs no code and no reason."""
    version = own_version_or_404(request.user, version_id)
    consent = own_consent_about(request.user, version)
    form = RemarkForm(request.POST or None)
    if form.is_valid():
        try:
            refuse(consent, user=request.user, remark=form.cleaned_data["remark"])
        except DomainRefusal as refusal:
            return _answered(request, version_id, refusal)
        return redirect("reporting:client-done", version_id)
    return render(request, "reporting/client_no.html", {"form": form, "version_id": version_id})


@no_content("Says which answer was recorded and what happens next.")
@require_role(*CLIENTS)
@require_GET
def done(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Say which answer is on record and what happens now."""
    version = own_version_or_404(request.user, version_id)
    context = {
        "standing": standing_of(version),
        "opdrachtgever": version.report.contact.opdrachtgever.name,
        "version_id": version_id,
    }
    return render(request, "reporting/client_done.html", context)


def _answered(request: HttpRequest, version_id: UUID, refusal: DomainRefusal) -> HttpResponse:
    context = {"sentence": str(refusal.sentence), "version_id": version_id}
    return render(request, "reporting/client_too_late.html", context, status=409)
