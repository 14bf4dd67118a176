"""What is left after destruction: looking up a line, the figures, and what outlives its dossier."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import require_role
from retention import lookup, permissions
from retention.figures import figures_told
from retention.forms import LookUpForm, SureForm
from retention.services import remaining
from ui.answering import form_page, refusals_on
from ui.doors import gated, no_content


@gated("view")
@require_role(*permissions.REMAINS_ROLES)
@require_http_methods(["GET", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Look up by a whole name what remained of somebody, for a purpose that the reglement allows."""
    form = LookUpForm(request.POST or None, purposes=lookup.purposes_for(request.user))
    context: dict[str, Any] = {"anything": lookup.anything_kept(), "may_end": permissions.may_review(request.user)}
    if form.is_valid():
        with refusals_on(form):
            context["found"] = lookup.look_up(by=request.user, **form.cleaned_data)
    return form_page(request, "retention/look_up.html", form, **context)


@no_content("Shows numbers about groups in which nobody can be recognised.")
@require_role(*permissions.REVIEWERS)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Show the numbers that remained of destroyed dossiers, as a picture and as a table."""
    return render(request, "retention/figures.html", {"told": figures_told()})


@no_content("Destroys by its number what remained of somebody who asks so; nothing of it is shown.")
@require_role(*permissions.REVIEWERS)
@require_http_methods(["GET", "POST"])
def end_remains(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Destroy what remained of one person before its date, because he asked."""
    row = lookup.record_or_none(record_id)
    if row is None:
        raise Http404
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            remaining.end_remains(row, by=request.user)
            messages.success(request, _("Vernietigd. Van deze persoon is hier niets meer over."))
            return redirect("retention:look-up")
    return form_page(request, "retention/end_remains.html", form)
