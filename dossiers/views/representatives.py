"""Who acts for the client of a dossier: inviting, writing down the proof that was seen, and ending it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from dossiers import queries, services
from dossiers.forms import ProofForm, RepresentativeForm
from dossiers.models import Dossier
from dossiers.permissions import client_or_404, dossier_or_404, representative_or_404
from dossiers.views.answers import form_or_conflict
from ui.answering import refusals_on, refusals_told
from ui.doors import gated
from vault.clock import start_of


@gated("write")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def representatives(request: HttpRequest, number: str) -> HttpResponseBase:
    """Show who acts for the client, and invite somebody."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = RepresentativeForm(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data
        until = start_of(words["until"] + timedelta(days=1)) if words["until"] else None
        facts = {name: words[name] for name in ("name", "email", "capacity", "proof")}
        with refusals_on(form):
            services.invite_representative(client=client_or_404(dossier), valid_until=until, by=request.user, **facts)
            messages.success(request, _("De uitnodiging is onderweg."))
            return redirect("dossiers:representatives", number)
    return _page(request, dossier, form)


@gated("write")
@require_role(*STAFF_ROLES)
@require_POST
def representative_proven(request: HttpRequest, number: str, representative_id: UUID) -> HttpResponseBase:
    """Write down which proof was seen."""
    dossier = dossier_or_404(request.user, number, write=True)
    found = representative_or_404(dossier, representative_id)
    form = ProofForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Kies welk bewijs u zag."))
        return redirect("dossiers:representatives", number)
    with refusals_told(request):
        services.prove_representation(found, proof=form.cleaned_data["proof"], by=request.user)
        messages.success(request, _("Vastgelegd dat u het bewijs zag."))
    return redirect("dossiers:representatives", number)


@gated("write")
@require_role(*STAFF_ROLES)
@require_POST
def representative_end(request: HttpRequest, number: str, representative_id: UUID) -> HttpResponseBase:
    """End what somebody may do for the client."""
    dossier = dossier_or_404(request.user, number, write=True)
    with refusals_told(request):
        services.end_representation(representative_or_404(dossier, representative_id), by=request.user)
        messages.success(request, _("Deze persoon kan niets meer lezen of vragen voor de cliënt."))
    return redirect("dossiers:representatives", number)


def _page(request: HttpRequest, dossier: Dossier, form: RepresentativeForm) -> HttpResponseBase:
    lines = [(line, ProofForm(auto_id=f"{line.id}-%s")) for line in queries.representatives_of(dossier)]
    return form_or_conflict(request, "dossiers/representatives.html", form, dossier_number=dossier.number, lines=lines)
