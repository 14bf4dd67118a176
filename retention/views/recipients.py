"""Who got data that were destroyed: whom the bureau still has to tell, and what a recipient reads about it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import require_role
from accounts.terms import Role
from retention import permissions
from retention.recipients import notices_done, notices_for, notices_waiting
from retention.services.passing import settle_notice
from retention.terms import NotTold
from ui.answering import refusals_told
from ui.doors import no_content


@no_content("Lists recipients, numbers and dates, never a client.")
@require_role(*permissions.REVIEWERS)
@require_GET
def recipients(request: HttpRequest) -> HttpResponse:
    """Show whom the bureau still has to tell that data were destroyed, and who was told."""
    context = {"waiting": notices_waiting(), "done": notices_done(), "reasons": NotTold.choices}
    return render(request, "retention/recipients.html", context)


@no_content("Writes down that a recipient was told, or why not.")
@require_role(*permissions.REVIEWERS)
@require_POST
def recipient_settled(request: HttpRequest, recipient_id: UUID) -> HttpResponse:
    """Record that a recipient was told in another way, or why that can't be done."""
    notice, why_not = permissions.notice_or_404(recipient_id), request.POST.get("why_not", "")
    if why_not and why_not not in NotTold.values:
        raise Http404
    with refusals_told(request):
        settle_notice(notice, why_not=why_not, by=request.user)
        messages.success(request, _("Vastgelegd."))
    return redirect("retention:recipients")


@no_content("Lists numbers and dates of what this contact got; nothing of a dossier is read.")
@require_role(Role.OPDRACHTGEVER_CONTACT)
@require_GET
def contact_destroyed(request: HttpRequest) -> HttpResponse:
    """Tell a contact which data that he got were destroyed at the request of the client."""
    return render(request, "retention/contact_destroyed.html", {"lines": notices_for(request.user)})
