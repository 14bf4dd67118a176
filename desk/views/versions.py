"""Making a version of the reglement hold: the list, the preview that both people see, and the two keys."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.facts import StepUpRefused
from accounts.permissions import require_role
from accounts.terms import Role
from consent.tasks import announce_version
from desk.forms import ConfirmForm, ProposeForm
from desk.queries.versions import PreviewPage, preview_page, version_lines
from desk.services import activating
from mail.tasks import send_due_mail
from reglement.permissions import last_proposal_or_404, version_or_404
from reglement.services import withdraw_proposal
from reglement.services.activating import SECOND_ROLES
from retention.tasks import follow_version
from ui.answering import form_page, refusals_told
from ui.doors import no_content
from ui.facts import DomainRefusal
from ui.ringing import ring


@no_content("Lists versions of the reglement; nothing of a dossier.")
@require_role(*SECOND_ROLES)
@require_GET
def versions(request: HttpRequest) -> HttpResponse:
    """Show which version holds, which are drafts, and which held before."""
    return render(request, "desk/versions.html", {"lines": version_lines()})


@no_content("Shows what a version changes, with numbers and dates of dossiers, never a name.")
@require_role(*SECOND_ROLES)
@require_GET
def version(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """Show what would change if this version came to hold, and what each key needs."""
    page = preview_page(version_or_404(text_id), request.user)
    return _page(request, page, _propose_form(page))


@no_content("Turns the first key; numbers and dates of dossiers, never a name.")
@require_role(Role.DIRECTIE)
@require_POST
def propose(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """Put a version forward on what was seen; what changed meanwhile is shown again."""
    asked = version_or_404(text_id)
    page = preview_page(asked, request.user)
    form = _propose_form(page, request.POST)
    if not form.is_valid():
        return _page(request, page, form)
    data = form.cleaned_data
    try:
        proposal = activating.propose(
            asked,
            seen=data["seen"],
            accepted=data.get("accepted", []),
            important=data["important"],
            by=request.user,
        )
    except DomainRefusal as refusal:
        return _refused(request, text_id, refusal)
    ring(send_due_mail)
    if proposal.delay_until:
        messages.success(request, _("Voorgesteld. Deze versie geldt vanzelf over een dag, als niemand haar intrekt."))
    else:
        messages.success(request, _("Voorgesteld. Een tweede persoon moet dit nu bevestigen."))
    return redirect("desk:version", text_id)


@no_content("Mails a fresh code for the second key.")
@require_role(*SECOND_ROLES)
@require_POST
def version_code(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """Mail a fresh code to who will confirm, and go on with what he saw."""
    proposal = last_proposal_or_404(version_or_404(text_id))
    try:
        activating.request_code(proposal, user=request.user)
    except DomainRefusal as refusal:
        return _refused(request, text_id, refusal)
    ring(send_due_mail)
    answer = redirect("desk:version-confirm", text_id)
    answer["Location"] += f"?gezien={request.POST.get('seen', '')[:64]}"
    return answer


@no_content("Turns the second key with a fresh code.")
@require_role(*SECOND_ROLES)
@require_http_methods(["GET", "POST"])
def version_confirm(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """Take the code and make the version hold, exactly as both people saw it; a second click changes nothing."""
    asked = version_or_404(text_id)
    proposal = last_proposal_or_404(asked)
    if proposal.activated_at is not None:
        return redirect("desk:version", text_id)
    form = ConfirmForm(
        request.POST if request.method == "POST" else None, initial={"seen": request.GET.get("gezien", "")}
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            activating.confirm(proposal, seen=data["seen"], code=data["code"], by=request.user)
        except StepUpRefused as refusal:
            form.add_error("code", str(refusal.sentence))
        except DomainRefusal as refusal:
            return _refused(request, text_id, refusal)
        else:
            for bell in (follow_version, announce_version, send_due_mail):
                ring(bell)
            messages.success(request, _("Deze versie geldt nu. Iedereen die het moet weten, krijgt bericht."))
            return redirect("desk:version", text_id)
    page = preview_page(asked, request.user)
    return form_page(request, "desk/version_confirm.html", form, page=page, email=request.user.email)


@no_content("Takes a proposal back.")
@require_role(*SECOND_ROLES)
@require_POST
def version_withdraw(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """Take a proposal back; the version stays a draft."""
    with refusals_told(request):
        withdraw_proposal(last_proposal_or_404(version_or_404(text_id)), by=request.user)
        messages.success(request, _("Het voorstel is ingetrokken. Er is niets veranderd."))
    return redirect("desk:version", text_id)


def _propose_form(page: PreviewPage, data: object = None) -> ProposeForm:
    conflicts = [(each.value, f"{each.article} ({each.law}): {each.effect}") for each in page.conflicts]
    return ProposeForm(data, conflicts=conflicts, initial={"seen": page.impact.sha256})


def _page(request: HttpRequest, page: PreviewPage, form: ProposeForm) -> HttpResponse:
    return form_page(request, "desk/version.html", form, page=page)


def _refused(request: HttpRequest, text_id: UUID, refusal: DomainRefusal) -> HttpResponse:
    """Say why nothing happened, with the way back to the preview as it is now."""
    context = {"refusal": str(refusal), "text_id": text_id}
    return render(request, "desk/version_refused.html", context, status=409)
