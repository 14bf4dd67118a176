"""What waits for the approval of a colleague, and his answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from consent.models import Ground
from consent.permissions import plan_to_answer_or_404
from consent.queries.deciding import grounds_to_decide
from consent.queries.objections import objections_to_decide
from consent.queries.planning import plans_to_answer
from consent.refusals import WordsMissing
from consent.services.grounds import second_ground
from consent.services.planning import answer_planned
from consent.terms import ApprovalKind
from ui.answering import refusals_told
from ui.doors import no_content

SAID = {
    ApprovalKind.GIVEN: _("U keurde het goed."),
    ApprovalKind.REFUSED: _("U keurde het niet goed. De coach ziet dat."),
    ApprovalKind.WITHDRAWN: _("Uw goedkeuring is ingetrokken. Er mag nu niets meer op."),
}


@no_content("Shows numbers, names of contacts and kinds of data to approve; nothing of what is in a dossier.")
@require_role(*STAFF_ROLES)
@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person's role, and what he approved that still stands."""
    context = {
        "lines": plans_to_answer(request.user),
        "grounds": grounds_to_decide(request.user),
        "objections": objections_to_decide(request.user),
    }
    return render(request, "consent/plans.html", context)


@no_content("Records that a colleague approves or not; shows nothing.")
@require_role(*STAFF_ROLES)
@require_POST
def answer(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """Record a yes, a no, or that a yes is taken back."""
    planned = plan_to_answer_or_404(request.user, planned_id)
    kind = request.POST.get("answer", "")
    with refusals_told(request):
        if kind not in ApprovalKind.values:
            raise WordsMissing
        answer_planned(planned, kind=kind, by=request.user)
        messages.success(request, str(SAID[ApprovalKind(kind)]))
    return redirect("consent:plans")


@no_content("Records that somebody decides on a ground; shows nothing.")
@require_role(*STAFF_ROLES)
@require_POST
def decide(request: HttpRequest, ground_id: UUID) -> HttpResponse:
    """Decide that a ground holds; who has no say in it is told that there is nothing."""
    if ground_id not in {line.id for line in grounds_to_decide(request.user)}:
        raise Http404
    with refusals_told(request):
        second_ground(get_object_or_404(Ground, pk=ground_id), by=request.user)
        messages.success(request, _("U besliste dat deze grond er is. De poort kijkt er nu naar."))
    return redirect("consent:plans")
