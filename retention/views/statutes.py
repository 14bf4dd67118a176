"""The page on which somebody names the law that keeps one document longer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from accounts.terms import Role
from dossiers.permissions import dossier_or_404
from retention import permissions
from retention.forms import StatuteForm
from retention.services import statutes
from ui.answering import form_page, refusals_on
from ui.doors import gated


@gated("write")
@require_role(Role.COACH, Role.VESTIGINGSMANAGER)
@require_http_methods(["GET", "POST"])
def name_statute(request: HttpRequest, number: str, document_id: UUID) -> HttpResponse:
    """Write down which law keeps a document, and until which day."""
    dossier = dossier_or_404(request.user, number, write=True)
    part = permissions.part_of_file_or_404(request.user, dossier, document_id)
    before = {"statute": part.statute, "until": part.statute_until}
    # Both may be empty, so a form without a word in it is one that was sent.
    form = StatuteForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        with refusals_on(form):
            statutes.name_statute(dossier, document_id, by=request.user, **form.cleaned_data)
            messages.success(request, _("Vastgelegd. De datum op de pagina Bewaren volgt de wet."))
            return redirect("dossiers:documents", number)
    return form_page(request, "retention/statute.html", form, dossier_number=number)
