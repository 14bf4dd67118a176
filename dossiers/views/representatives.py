"""Who acts for the client of a dossier: inviting, writing down the proof that was seen, and ending it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from dossiers import queries, services
from dossiers.forms import ProofForm, RepresentativeForm
from dossiers.models import Dossier
from dossiers.permissions import client_or_404, dossier_or_404, representative_or_404
from dossiers.views.answers import CONFLICT
from ui.doors import gated
from ui.facts import DomainRefusal
from vault.clock import start_of


@gated("write")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def representatives(request: HttpRequest, number: str) -> HttpResponseBase:
    """Show who acts for the client, and invite somebody."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = RepresentativeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        until = start_of(words["until"] + timedelta(days=1)) if words["until"] else None
        facts = {name: words[name] for name in ("name", "email", "capacity", "proof")}
        try:
            services.invite_representative(client=client_or_404(dossier), valid_until=until, by=request.user, **facts)
        except DomainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
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
    try:
        if form.is_valid():
            services.prove_representation(found, proof=form.cleaned_data["proof"], by=request.user)
            messages.success(request, _("Vastgelegd dat u het bewijs zag."))
        else:
            messages.warning(request, _("Kies welk bewijs u zag."))
    except DomainRefusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("dossiers:representatives", number)


@gated("write")
@require_role(*STAFF_ROLES)
@require_POST
def representative_end(request: HttpRequest, number: str, representative_id: UUID) -> HttpResponseBase:
    """End what somebody may do for the client."""
    dossier = dossier_or_404(request.user, number, write=True)
    try:
        services.end_representation(representative_or_404(dossier, representative_id), by=request.user)
    except DomainRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Deze persoon kan niets meer lezen of vragen voor de cliënt."))
    return redirect("dossiers:representatives", number)


def _page(request: HttpRequest, dossier: Dossier, form: RepresentativeForm) -> HttpResponseBase:
    context = {
        "dossier_number": dossier.number,
        "lines": [(line, ProofForm(auto_id=f"{line.id}-%s")) for line in queries.representatives_of(dossier)],
        "form": form,
    }
    refused = form.is_bound and bool(form.non_field_errors())
    return render(request, "dossiers/representatives.html", context, status=CONFLICT if refused else 200)
