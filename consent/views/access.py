"""Who can get into a dossier."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
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
from ui.doors import gated
from ui.facts import DomainRefusal


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
    conditions: list[gate.PanelCondition] = []
    if form.is_valid():
        try:
            grant_substitute(dossier=dossier, user=form.cleaned_data["user"], until=form.moment(), by=request.user)
        except GateRefused as refused:
            conditions = gate.conditions(refused.decision)
            form.add_error(None, refused.sentence)
        except DomainRefusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("De vervanger heeft nu toegang."))
            return redirect("consent:access", number=dossier.number)
    return _page(request, dossier, form, conditions, status=422)


@gated("write")
@require_role(*STAFF_ROLES)
@require_POST
def end(request: HttpRequest, number: str, grant_id: UUID) -> HttpResponse:
    """End somebody's access at once; one's own stays, so that nobody shuts himself out by a slip."""
    dossier = dossier_or_404(request.user, number, write=True)
    grant = get_object_or_404(dossier.grants, pk=grant_id)
    if grant.user_id == request.user.pk:
        raise Http404
    try:
        end_grant(grant=grant, by=request.user)
    except DomainRefusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("De toegang is beëindigd."))
    return redirect("consent:access", number=dossier.number)


def _page(
    request: HttpRequest,
    dossier: Dossier,
    form: SubstituteForm,
    conditions: list[gate.PanelCondition] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "dossier_number": dossier.number,
        "lines": access_lines(dossier),
        "form": form,
        "conditions": conditions or [],
        "may_change": may_write(request.user, dossier),
        "own_id": request.user.pk,
    }
    return render(request, "consent/access.html", context, status=status)
