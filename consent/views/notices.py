"""Telling a client of something new, and what he was told before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from consent.forms import ClientNoticeForm
from consent.queries.notices import notice_lines, subjects_of
from consent.services.noticing import tell_client
from dossiers.permissions import dossier_or_404
from ui.doors import gated
from ui.facts import DomainRefusal


@gated("write")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, number: str) -> HttpResponse:
    """Ask what is new and why, tell the client, and show what he was told before."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = ClientNoticeForm(
        request.POST or None,
        subjects=subjects_of(request.user, dossier),
        initial={"subject": request.GET.get("soort", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            tell_client(dossier=dossier, by=request.user, **form.told())
        except DomainRefusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("De cliënt weet het nu. De poort heeft opnieuw gekeken wat er mag."))
            return redirect("consent:tell", number)
    context = {"dossier_number": number, "form": form, "lines": notice_lines(dossier)}
    return render(request, "consent/tell.html", context, status=422 if form.is_bound else 200)
