"""The pages of talks: their list, and writing and changing notes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import require_role
from accounts.terms import PASSWORD_ROLES
from dossiers import queries, services
from dossiers.facts import TrajectClosed
from dossiers.forms import NoteForm
from dossiers.models import Dossier
from dossiers.permissions import dossier_or_404, own_note_or_404
from dossiers.terms import Provenance
from dossiers.views.answers import form_or_conflict, says_when_gone
from ui.answering import refusal_on, refusals_on
from ui.doors import gated

WRITTEN = ("kind", "happened_on", "category", "text", "confidential")


@gated("view")
@require_GET
@require_role(*PASSWORD_ROLES)
@says_when_gone
def conversations(request: HttpRequest, number: str) -> HttpResponseBase:
    """Show the notes and consults of a dossier."""
    dossier = dossier_or_404(request.user, number)
    page = queries.conversations_of(request.user, dossier, request.GET.get("page", 1))
    return render(request, "dossiers/conversations.html", {"dossier_number": number, "conversations": page})


@gated("write")
@require_http_methods(["GET", "POST"])
@require_role(*PASSWORD_ROLES)
@says_when_gone
def note_add(request: HttpRequest, number: str) -> HttpResponseBase:
    """Write a note; what was typed stays on the page when it can't be kept."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = NoteForm(request.POST or None, categories=_choices(request, dossier))
    if form.is_valid():
        token = form.cleaned_data["form_token"]
        with refusals_on(form):
            services.write_note(dossier=dossier, by=request.user, form_token=token, **_written(form))
            messages.success(request, _("De notitie is bewaard."))
            return redirect("dossiers:conversations", number)
    return _page(request, dossier, form)


@gated("write")
@require_http_methods(["GET", "POST"])
@require_role(*PASSWORD_ROLES)
@says_when_gone
def note_change(request: HttpRequest, number: str, note_id: UUID) -> HttpResponseBase:
    """Change one's own note; what was typed stays on the page when it can't be kept."""
    dossier = dossier_or_404(request.user, number, write=True)
    note = own_note_or_404(request.user, dossier, note_id)
    if request.method == "GET":
        initial = NoteForm.initial_of(queries.opened_note(request.user, note))
        return _page(
            request, dossier, NoteForm(initial=initial, categories=_choices(request, dossier)), note_id=note_id
        )
    form = NoteForm(request.POST, categories=_choices(request, dossier))
    if form.is_valid():
        seen = form.cleaned_data["seen_changed_at"]
        with refusals_on(form):
            services.change_note(note=note, by=request.user, seen_changed_at=seen, **_written(form))
            messages.success(request, _("De notitie is gewijzigd."))
            return redirect("dossiers:conversations", number)
    return _page(request, dossier, form, note_id=note_id)


def _choices(request: HttpRequest, dossier: Dossier) -> Any:
    return queries.choices_of(request.user, dossier, source=Provenance.BUREAU).categories


def _written(form: NoteForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    return {**{name: cleaned[name] for name in WRITTEN}, "necessity": cleaned.get("necessity", "")}


def _page(request: HttpRequest, dossier: Dossier, form: NoteForm, *, note_id: UUID | None = None) -> HttpResponseBase:
    return form_or_conflict(
        request,
        "dossiers/note_form.html",
        form,
        dossier_number=dossier.number,
        is_new=note_id is None,
        is_closed=dossier.traject.is_closed or isinstance(refusal_on(form), TrajectClosed),
        not_here=queries.choices_of(request.user, dossier, source=Provenance.BUREAU).closed,
        back_url=reverse("dossiers:conversations", args=[dossier.number]),
    )
