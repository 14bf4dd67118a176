"""A copy of a dossier to take out: what it would hold, what not, and the copy itself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from consent import gate
from consent.refusals import GateRefused
from dossiers.facts import RightMissing
from dossiers.permissions import access_of, dossier_or_404
from reporting.services.copying import ask_to_copy, copy_dossier, extent_of
from ui.doors import gated
from ui.facts import DomainRefusal


@gated("export")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, number: str) -> HttpResponse:
    """Show what a copy would hold and leave out, and give it when the gate says yes."""
    dossier = dossier_or_404(request.user, number)
    try:
        extent = extent_of(dossier, access_of(request.user, dossier))
    except RightMissing:
        raise PermissionDenied from None
    conditions: list[gate.PanelCondition] = []
    refusal = ""
    if request.method == "POST":
        try:
            return _given(copy_dossier(dossier, by=request.user), number)
        except GateRefused as refused:
            conditions = gate.conditions(refused.decision)
        except DomainRefusal as fact:
            refusal = str(fact.sentence)
    context = {"dossier_number": number, "extent": extent, "conditions": conditions, "refusal": refusal}
    context["asks_colleague"] = gate.lacks(conditions, "approval")
    return render(request, "reporting/copy.html", context, status=409 if conditions or refusal else 200)


@gated("export")
@require_role(*STAFF_ROLES)
@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask the colleagues whom the reglement names to approve a copy."""
    dossier = dossier_or_404(request.user, number)
    try:
        ask_to_copy(dossier, by=request.user)
    except RightMissing:
        raise PermissionDenied from None
    except DomainRefusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Het is gevraagd. De collega ziet het op zijn dag."))
    return redirect("reporting:copy", number)


def _given(content: bytes, number: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{number}.zip"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type="application/zip", headers=headers)
