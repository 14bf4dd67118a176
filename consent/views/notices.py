"""Telling a client of something new, and what he was told before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from consent.forms import ClientNoticeForm
from consent.queries.notices import notice_lines, subjects_of
from consent.services.noticing import tell_client
from dossiers.permissions import dossier_or_404
from ui.answering import form_page, refusals_on
from ui.doors import gated


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
    if form.is_valid():
        with refusals_on(form):
            tell_client(dossier=dossier, by=request.user, **form.told())
            messages.success(request, _("De cliënt weet het nu. De poort heeft opnieuw gekeken wat er mag."))
            return redirect("consent:tell", number)
    return form_page(request, "consent/tell.html", form, dossier_number=number, lines=notice_lines(dossier))
