"""Making a term shorter or longer, deviating from it, and objecting to a destruction."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import require_role, roles_of
from accounts.terms import STAFF_ROLES, Role
from dossiers.permissions import dossier_or_404, grant_for, own_dossier_or_404
from dossiers.permits import permit_for
from retention import permissions
from retention.forms import ChangeForm, ChangeOnBehalfForm, DeviationForm, ObjectionForm
from retention.offers import deviations_of, history_of, offers_of
from retention.services import changing
from ui.answering import form_page, refusals_on, refusals_told
from ui.doors import gated, no_content

OWN = (Role.CLIENT, Role.REPRESENTATIVE)


@gated("view")
@require_role(*OWN)
@require_http_methods(["GET", "POST"])
def own_change(request: HttpRequest, number: str) -> HttpResponse:
    """Let the client make the term shorter or longer where the reglement lets him, and read what was decided."""
    dossier = own_dossier_or_404(request.user, number)
    offers, permit = offers_of(dossier), permit_for(request.user, dossier, "dossier.read")
    form = ChangeForm(request.POST or None, offers=offers)
    if offers and form.is_valid():
        with refusals_on(form):
            changing.change_term(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("Vastgelegd. De datum hieronder volgt wat u koos."))
            return redirect("retention:own")
    history = history_of(dossier, permit)
    return form_page(request, "retention/own_change.html", form, offers=offers, history=history)


@no_content("Takes the client's objection to a destruction; nothing of the dossier is read.")
@require_role(*OWN)
@require_http_methods(["GET", "POST"])
def own_objection(request: HttpRequest, number: str) -> HttpResponse:
    """Let the client object to the destruction: it stops until somebody decided about it."""
    dossier = own_dossier_or_404(request.user, number)
    form = ObjectionForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            changing.object_to_destruction(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("Wij vernietigen voorlopig niets. U hoort binnen een maand van ons."))
            return redirect("retention:own")
    return form_page(request, "retention/own_objection.html", form)


@gated("write")
@require_role(Role.COACH, Role.VESTIGINGSMANAGER)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Record what the client wants with the term, and read what was decided about it."""
    dossier = dossier_or_404(request.user, number, write=True)
    permit = permit_for(request.user, dossier, "dossier.read", grant=grant_for(request.user, dossier))
    offers = offers_of(dossier)
    form = ChangeOnBehalfForm(request.POST or None, offers=offers)
    if offers and form.is_valid():
        with refusals_on(form):
            changing.change_on_behalf(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("Vastgelegd. De datum hieronder volgt wat de cliënt koos."))
            return redirect("retention:dossier", number=number)
    context = {"dossier_number": number, "offers": offers, "history": history_of(dossier, permit)}
    return form_page(request, "retention/change.html", form, **context)


@no_content("Takes a date and a reason; nothing of the dossier is read.")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def deviate(request: HttpRequest, number: str) -> HttpResponse:
    """Keep longer by a decision of the bureau, where the reglement lets who asks decide so."""
    dossier = get_object_or_404(permissions.dossiers_with_dates(request.user), number=number)
    mine = [offer for offer in deviations_of(dossier) if offer.roles & roles_of(request.user)]
    if not mine:
        raise Http404
    form = DeviationForm(request.POST or None, offers=mine)
    if form.is_valid():
        with refusals_on(form):
            made = changing.deviate(dossier, by=request.user, **form.cleaned_data)
            waits = _("Vastgelegd. Het geldt als een ander het heeft bevestigd.")
            messages.success(request, waits if made.needs_second else _("Vastgelegd. De datum hieronder volgt het."))
            return redirect("retention:dossier", number=number)
    return form_page(request, "retention/deviate.html", form, dossier_number=number)


@no_content("Confirms a decision about a term by its number.")
@require_role(*permissions.REVIEWERS)
@require_POST
def second(request: HttpRequest, number: str, change_id: UUID) -> HttpResponse:
    """Confirm a deviation as the second person."""
    dossier = get_object_or_404(permissions.dossiers_with_dates(request.user), number=number)
    with refusals_told(request):
        changing.second(permissions.change_or_404(dossier, change_id), by=request.user)
        messages.success(request, _("Bevestigd. De datum hieronder volgt het."))
    return redirect("retention:dossier", number=number)
