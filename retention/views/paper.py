"""Paper dossiers: where they lie, which are due, and the confirmation that they are gone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import require_role
from accounts.terms import Role
from dossiers.permissions import dossier_or_404
from retention import permissions
from retention.forms import PaperForm, PaperGoneForm, PaperHoldForm
from retention.papers import paper_line, papers_gone, papers_to_do
from retention.services import paper as services
from ui.answering import form_page, refusals_on, refusals_told
from ui.doors import gated, no_content
from vault.clock import today


@no_content("Lists numbers, dates and where paper lies, never a name.")
@require_role(*permissions.PAPER_ROLES)
@require_GET
def papers(request: HttpRequest) -> HttpResponse:
    """Show which paper is due and where it lies, and which is gone."""
    context = {"to_do": papers_to_do(), "gone": papers_gone(), "may_review": permissions.may_review(request.user)}
    return render(request, "retention/papers.html", context)


@no_content("Takes the day and the way in which paper was destroyed.")
@require_role(*permissions.PAPER_ROLES)
@require_http_methods(["GET", "POST"])
def paper_gone(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Confirm that one paper dossier was destroyed."""
    paper = permissions.paper_or_404(paper_id)
    form = PaperGoneForm(request.POST or None, initial={"on": today()})
    if form.is_valid():
        with refusals_on(form):
            made = services.confirm_paper(paper, by=request.user, **form.cleaned_data)
            waits = _("Vastgelegd. Een ander moet dit nog bevestigen.")
            messages.success(request, waits if made.needs_second else _("Vastgelegd. Dit papier is weg."))
            return redirect("retention:papers")
    return form_page(request, "retention/paper_gone.html", form, line=paper_line(paper))


@no_content("Confirms by its number that paper was destroyed.")
@require_role(*permissions.PAPER_ROLES)
@require_POST
def paper_second(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Confirm as the second person that one paper dossier was destroyed."""
    with refusals_told(request):
        services.second_paper(permissions.paper_or_404(paper_id), by=request.user)
        messages.success(request, _("Bevestigd. Dit papier is weg."))
    return redirect("retention:papers")


@no_content("Places a hold on paper by its number.")
@require_role(*permissions.REVIEWERS)
@require_http_methods(["GET", "POST"])
def paper_hold(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Keep one paper dossier from being destroyed for a complaint, a court case, a request or an audit."""
    paper = permissions.paper_or_404(paper_id)
    form = PaperHoldForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.hold_paper(paper, by=request.user, **form.cleaned_data)
            messages.success(request, _("Dit papier wordt vastgehouden."))
            return redirect("retention:papers")
    return form_page(request, "retention/paper_hold.html", form, line=paper_line(paper))


@no_content("Lifts the holds on paper by its number.")
@require_role(*permissions.REVIEWERS)
@require_POST
def paper_release(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Lift the holds on one paper dossier."""
    services.release_paper(permissions.paper_or_404(paper_id), by=request.user)
    messages.success(request, _("Dit papier wordt niet meer vastgehouden."))
    return redirect("retention:papers")


@gated("write")
@require_role(Role.COACH, Role.VESTIGINGSMANAGER)
@require_http_methods(["GET", "POST"])
def whereabouts(request: HttpRequest, number: str) -> HttpResponse:
    """Write down where the paper dossier lies."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = PaperForm(request.POST or None, initial={"whereabouts": permissions.whereabouts_of(dossier)})
    if form.is_valid():
        with refusals_on(form):
            services.record_paper(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("Vastgelegd. Het papier heeft een eigen datum, die staat hieronder."))
            return redirect("retention:dossier", number=number)
    return form_page(request, "retention/paper.html", form, dossier_number=number)
