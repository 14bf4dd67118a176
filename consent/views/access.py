"""Who can get into a dossier."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from consent import gate
from consent.forms import SubstituteForm
from consent.queries import access_lines
from consent.refusals import GateRefused
from consent.services.access import grant_substitute
from dossiers.models import Dossier
from dossiers.permissions import dossier_or_404, may_write
from dossiers.services import end_grant
from ui.answering import form_page, refusal_on, refusals_on, refusals_told
from ui.doors import gated


@gated("view")
@require_role(*STAFF_ROLES)
@require_GET
def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show everybody who has or had access, and on which article."""
    dossier = dossier_or_404(request.user, number)
    return _page(request, dossier, SubstituteForm(dossier=dossier))


@gated("substitute")
@require_role(*STAFF_ROLES)
@require_POST
def substitute(request: HttpRequest, number: str) -> HttpResponse:
    """Let a substitute in until a day, if the reglement permits it."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = SubstituteForm(request.POST, dossier=dossier)
    if form.is_valid():
        with refusals_on(form):
            grant_substitute(dossier=dossier, user=form.cleaned_data["user"], until=form.moment(), by=request.user)
            messages.success(request, _("De vervanger heeft nu toegang."))
            return redirect("consent:access", number=dossier.number)
    return _page(request, dossier, form)


@gated("write")
@require_role(*STAFF_ROLES)
@require_POST
def end(request: HttpRequest, number: str, grant_id: UUID) -> HttpResponse:
    """End somebody's access at once; one's own stays, so that nobody shuts himself out by a slip."""
    dossier = dossier_or_404(request.user, number, write=True)
    grant = get_object_or_404(dossier.grants, pk=grant_id)
    if grant.user_id == request.user.pk:
        raise Http404
    with refusals_told(request):
        end_grant(grant=grant, by=request.user)
        messages.success(request, _("De toegang is beëindigd."))
    return redirect("consent:access", number=dossier.number)


def _page(request: HttpRequest, dossier: Dossier, form: SubstituteForm) -> HttpResponse:
    refusal = refusal_on(form)
    return form_page(
        request,
        "consent/access.html",
        form,
        dossier_number=dossier.number,
        lines=access_lines(dossier),
        conditions=gate.conditions(refusal.decision) if isinstance(refusal, GateRefused) else [],
        may_change=may_write(request.user, dossier),
        own_id=request.user.pk,
    )
