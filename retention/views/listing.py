"""Destruction lists: proposing one, taking dossiers out, approving the rest."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from accounts.queries import wants_four_eyes
from mail.tasks import send_due_mail
from retention import permissions
from retention.forms import TakeOutForm
from retention.lists import lines_on, list_lines, waiting_unheld
from retention.services import listing
from retention.tasks import advance_case
from ui.answering import form_page, refusals_on, refusals_told
from ui.doors import no_content
from ui.ringing import ring


@no_content("Lists proposals by day and count, and makes one of what is due.")
@require_role(*permissions.REVIEWERS)
@require_http_methods(["GET", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """Show the destruction lists, and propose one of everything that waits."""
    if request.method == "POST":
        with refusals_told(request):
            made = listing.propose_list(by=request.user)
            ring(send_due_mail)
            messages.success(request, _("De lijst is gemaakt. Een ander beslist erover en krijgt een e-mail."))
            return redirect("retention:list", made.pk)
        return redirect("retention:lists")
    context = {
        "lines": list_lines(request.user),
        "waiting": waiting_unheld(),
        "four_eyes": wants_four_eyes(),
    }
    return render(request, "retention/lists.html", context)


@no_content("Shows numbers, dates and articles, and approves by them.")
@require_role(*permissions.REVIEWERS)
@require_http_methods(["GET", "POST"])
def one_list(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Show what stands on a list; the other person approves what is left on it at once."""
    listed = permissions.list_or_404(list_id)
    if request.method == "POST":
        with refusals_told(request):
            for case_id in listing.approve_list(listed, by=request.user):
                ring(advance_case, str(case_id))
            messages.success(request, _("Goedgekeurd. De bedenktijd loopt. Daarna begint de vernietiging."))
        return redirect("retention:list", list_id)
    context = {
        "listed": listed,
        "lines": lines_on(listed),
        "may_decide": listed.approved_at is None and listed.proposed_by_id != request.user.pk,
    }
    return render(request, "retention/list.html", context)


@no_content("Takes a dossier off a list by its number, with a reason from a list of words.")
@require_role(*permissions.REVIEWERS)
@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, list_id: UUID, case_id: UUID) -> HttpResponse:
    """Take one dossier out of a list, with the reason."""
    listed = permissions.list_or_404(list_id)
    form = TakeOutForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            listing.take_out(listed, case_id, by=request.user, **form.cleaned_data)
            messages.success(request, _("Dit dossier is van de lijst. Het kan later opnieuw worden voorgesteld."))
            return redirect("retention:list", list_id)
    line = next((line for line in lines_on(listed) if line.case_id == case_id and not line.why), None)
    if line is None:
        messages.warning(request, _("Dit dossier staat niet meer op de lijst."))
        return redirect("retention:list", list_id)
    return form_page(request, "retention/take_out.html", form, line=line, list_id=list_id)
