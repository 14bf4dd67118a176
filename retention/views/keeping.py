"""Pages about keeping and destroying: closing a traject, the dates of one dossier, the overview, certificates."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import has_role, require_role, roles_of
from accounts.queries import wants_four_eyes
from accounts.terms import STAFF_ROLES, Role
from dossiers.facts import EndsBeforeStart, TrajectAlreadyClosed
from dossiers.permissions import dossier_or_404, may_write, own_dossier_or_404, own_dossiers
from retention import permissions, queries
from retention.choices import chosen_in, options_of
from retention.forms import ChoiceForm, ChoiceOnBehalfForm, ClosingForm, HandOverForm, HoldForm
from retention.models import Certificate
from retention.offers import deviations_of, history_of, offers_of
from retention.papers import paper_of
from retention.reviewing import holds_to_review
from retention.services import alarming, cases, choosing
from retention.services.checking import as_file
from retention.services.closing import close, would_end_on
from retention.services.printing import pdf_of
from retention.stopping import asking_of
from retention.tasks import advance_case, find_due_dossiers
from ui.answering import form_page, refusal_on, refusals_on, refusals_told
from ui.doors import gated, no_content
from ui.ringing import ring
from vault import jumps
from vault.clock import today


@gated("write")
@require_role(Role.COACH, Role.VESTIGINGSMANAGER)
@require_http_methods(["GET", "POST"])
def close_dossier(request: HttpRequest, number: str) -> HttpResponse:
    """Close the traject of a dossier after showing what that means for how long it is kept."""
    dossier = dossier_or_404(request.user, number, write=True)

    def ends(ended_on: date, outcome: str) -> date | None:
        return would_end_on(dossier, ended_on=ended_on, outcome=outcome)

    form = ClosingForm(request.POST or None, initial={"ended_on": today()}, ends=ends)
    if form.is_valid():
        with refusals_on(form, ended_on=EndsBeforeStart):
            close(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het traject is gesloten. Hieronder ziet u tot wanneer het dossier blijft."))
            ring(find_due_dossiers)
            return redirect("retention:dossier", number=number)
    refusal = refusal_on(form)
    if isinstance(refusal, TrajectAlreadyClosed):
        messages.warning(request, str(refusal))
        return redirect("retention:dossier", number=number)
    return form_page(request, "retention/close.html", form, dossier_number=number, asking=asking_of(dossier))


@no_content("Shows dates, articles and steps of one dossier, nothing that is in it.")
@require_role(*STAFF_ROLES)
@require_GET
def dossier_dates(request: HttpRequest, number: str) -> HttpResponse:
    """Show until when one dossier is kept, why, and how far its destruction has come."""
    dossier = get_object_or_404(permissions.dossiers_with_dates(request.user), number=number)
    context = {
        "dossier_number": number,
        "keeping": queries.keeping_of(dossier),
        "ahead": queries.ahead_of(dossier),
        "is_closed": dossier.traject.is_closed,
        "may_review": permissions.may_review(request.user),
        "chosen": chosen_in(dossier),
        "may_write": may_write(request.user, dossier),
        "may_choose": may_write(request.user, dossier) and bool(options_of(dossier.traject)),
        "may_change": may_write(request.user, dossier) and bool(offers_of(dossier)),
        "may_deviate": any(offer.roles & roles_of(request.user) for offer in deviations_of(dossier)),
        "history": history_of(dossier),
        "asking": asking_of(dossier),
        "paper": paper_of(dossier),
        "hand_over": HandOverForm(initial={"on": today()}),
    }
    return render(request, "retention/dossier.html", context)


@gated("write")
@require_role(Role.COACH, Role.VESTIGINGSMANAGER)
@require_http_methods(["GET", "POST"])
def choose_for_client(request: HttpRequest, number: str) -> HttpResponse:
    """Record what the client chose about his dossier on paper or in a talk."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = ChoiceOnBehalfForm(request.POST or None, options=options_of(dossier.traject))
    if form.is_valid():
        with refusals_on(form):
            choosing.choose_on_behalf(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("De keuze is vastgelegd. De datum hieronder volgt haar."))
            return redirect("retention:dossier", number=number)
    return form_page(request, "retention/choice.html", form, dossier_number=number)


@gated("write")
@require_role(Role.COACH, Role.VESTIGINGSMANAGER)
@require_POST
def hand_over_dossier(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the client got his dossier to take along."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = HandOverForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Kies de dag waarop de cliënt zijn dossier kreeg."))
        return redirect("retention:dossier", number=number)
    with refusals_told(request):
        choosing.hand_over(dossier, on=form.cleaned_data["on"], by=request.user)
        messages.success(request, _("Vastgelegd. De datum hieronder volgt de keuze van de cliënt."))
    return redirect("retention:dossier", number=number)


@no_content("Places a hold on a dossier by its number.")
@require_role(*permissions.REVIEWERS)
@require_http_methods(["GET", "POST"])
def hold_dossier(request: HttpRequest, number: str) -> HttpResponse:
    """Keep a dossier from being destroyed for a complaint, a court case, a request or an audit."""
    dossier = get_object_or_404(permissions.dossiers_with_dates(request.user), number=number)
    form = HoldForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            cases.hold(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("Dit dossier wordt vastgehouden."))
            return redirect("retention:dossier", number=number)
    return form_page(request, "retention/hold.html", form, dossier_number=number)


@no_content("Lifts a hold on a dossier by its number.")
@require_role(*permissions.REVIEWERS)
@require_POST
def release_dossier(request: HttpRequest, number: str, hold_id: UUID) -> HttpResponse:
    """Lift one hold."""
    dossier = get_object_or_404(permissions.dossiers_with_dates(request.user), number=number)
    cases.release(dossier, permissions.hold_or_404(dossier, hold_id).pk, by=request.user)
    messages.success(request, _("Dit dossier wordt niet meer om deze reden vastgehouden."))
    return redirect("retention:dossier", number=number)


@no_content("Lists numbers, services and dates, never a name.")
@require_role(*STAFF_ROLES)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show what comes to its end, as a picture and as a list, and what was destroyed."""
    may_review = permissions.may_review(request.user)
    known = list(permissions.dossiers_with_dates(request.user).filter(traject__closed_at__isnull=False))
    context = {
        "bars": queries.bars_ahead(known),
        "cases": queries.open_cases(known, may_approve=may_review and not wants_four_eyes()),
        "certificates": queries.latest_certificates() if may_review else [],
        "reviews": holds_to_review() if may_review else [],
        "may_review": may_review,
        "four_eyes": wants_four_eyes(),
        "may_see_left": has_role(request.user, *permissions.LEFT_ROLES),
        "may_look_up": has_role(request.user, *permissions.REMAINS_ROLES),
        "may_handle_paper": permissions.may_handle_paper(request.user),
        "clock_says": jumps.clock_says() if may_review and jumps.found_at() else None,
    }
    return render(request, "retention/overview.html", context)


@no_content("Takes the clock of the server for right.")
@require_role(*permissions.REVIEWERS)
@require_POST
def accept_clock(request: HttpRequest) -> HttpResponse:
    """Let destructions begin again after a jump of the clock, because a person says that it is right."""
    alarming.accept_clock(by=request.user)
    messages.success(request, _("Vastgelegd dat de datum klopt. Vernietigingen beginnen weer op hun dag."))
    return redirect("retention:overview")


@no_content("Approves a case; nothing of a dossier is read.")
@require_role(*permissions.REVIEWERS)
@require_POST
def approve_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Approve one proposed destruction."""
    case = permissions.reviewable_case(request.user, case_id)
    if case is None:
        raise Http404
    with refusals_told(request):
        cases.approve(case, by=request.user)
        ring(advance_case, str(case.pk))
        messages.success(request, _("Goedgekeurd. De vernietiging begint na de bedenktijd, en niet voor de datum."))
    return redirect("retention:overview")


@no_content("A certificate holds counts, dates and articles, no personal data.")
@require_role(*permissions.REVIEWERS)
@require_GET
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Give the certificate of a destruction as PDF, which is made when nobody asked for it before."""
    found = get_object_or_404(Certificate, pk=certificate_id)
    headers = {"Content-Disposition": f'inline; filename="{found.number}.pdf"'}
    return HttpResponse(pdf_of(found.pk), content_type="application/pdf", headers=headers)


@no_content("A certificate holds counts, dates and articles, no personal data.")
@require_role(*permissions.REVIEWERS)
@require_GET
def certificate_data(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Give the signed facts of a destruction as JSON, which `manage.py verify` checks."""
    found = get_object_or_404(Certificate, pk=certificate_id)
    headers = {"Content-Disposition": f'attachment; filename="{found.number}.json"'}
    return HttpResponse(as_file(found), content_type="application/json", headers=headers)


@no_content("Shows the client dates and articles of his own dossiers.")
@require_role(Role.CLIENT, Role.REPRESENTATIVE)
@require_GET
def own_dates(request: HttpRequest) -> HttpResponse:
    """Tell the client until when the bureau keeps his dossier and what happens then."""
    dossiers = own_dossiers(request.user).filter(destroyed_at=None).select_related("traject")
    keepings = [
        {
            "number": dossier.number,
            "is_closed": dossier.traject.is_closed,
            "keeping": queries.keeping_of(dossier),
            "ahead": queries.ahead_of(dossier),
            "chosen": chosen_in(dossier),
            "may_choose": bool(options_of(dossier.traject)),
            "may_change": bool(offers_of(dossier)),
            "asking": asking_of(dossier),
            "history": history_of(dossier),
        }
        for dossier in dossiers
    ]
    return render(request, "retention/own.html", {"keepings": keepings})


@no_content("Shows what the client may choose about his own dossier, and records it.")
@require_role(Role.CLIENT, Role.REPRESENTATIVE)
@require_http_methods(["GET", "POST"])
def own_choice(request: HttpRequest, number: str) -> HttpResponse:
    """Let the client choose what happens to his dossier at the end."""
    dossier = own_dossier_or_404(request.user, number)
    options = options_of(dossier.traject)
    if not options:
        raise Http404
    form = ChoiceForm(request.POST or None, options=options)
    if form.is_valid():
        with refusals_on(form):
            choosing.choose(dossier, choice=form.cleaned_data["choice"], by=request.user)
            messages.success(request, _("Dank u. Wij houden ons aan uw keuze."))
            return redirect("retention:own")
    return form_page(request, "retention/own_choice.html", form)
