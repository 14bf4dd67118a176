"""The pages of documents: their list, adding one, taking one out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import require_role
from accounts.terms import PASSWORD_ROLES
from dossiers import queries, services
from dossiers.facts import FileRefused, SourceNotYours, TrajectClosed
from dossiers.forms import DocumentForm
from dossiers.models import Dossier
from dossiers.permissions import dossier_or_404
from dossiers.views.answers import download, form_or_conflict, says_when_gone
from ui.answering import refusal_on, refusals_on
from ui.doors import gated


@gated("view")
@require_GET
@require_role(*PASSWORD_ROLES)
@says_when_gone
def documents(request: HttpRequest, number: str) -> HttpResponseBase:
    """Show the documents of a dossier."""
    dossier = dossier_or_404(request.user, number)
    page = queries.documents_of(request.user, dossier, request.GET.get("page", 1))
    return render(request, "dossiers/documents.html", {"dossier_number": number, "documents": page})


@gated("write")
@require_http_methods(["GET", "POST"])
@require_role(*PASSWORD_ROLES)
@says_when_gone
def document_add(request: HttpRequest, number: str) -> HttpResponseBase:
    """Take a document into the dossier, wholly or not at all."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = _form(request, dossier)
    if form.is_valid():
        with refusals_on(form, file=FileRefused):
            services.add_document(dossier=dossier, by=request.user, **_chosen(form))
            messages.success(request, _("Het document is bewaard."))
            return redirect("dossiers:documents", number)
    return _page(request, dossier, form)


@gated("view")
@require_GET
@require_role(*PASSWORD_ROLES)
@says_when_gone
def document_download(request: HttpRequest, number: str, document_id: UUID) -> HttpResponseBase:
    """Give out one document as an attachment."""
    dossier = dossier_or_404(request.user, number)
    document = queries.opened_document(request.user, dossier, document_id)
    if document is None:
        raise Http404
    return download(document)


def _form(request: HttpRequest, dossier: Dossier) -> DocumentForm:
    categories = queries.choices_of(request.user, dossier).categories
    if request.method != "POST":
        return DocumentForm(categories=categories)
    return DocumentForm(request.POST, request.FILES, categories=categories)


def _chosen(form: DocumentForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    return {
        "stream": cleaned["file"],
        "file_name": cleaned["file"].name,
        "size_bytes": cleaned["file"].size,
        "title": cleaned["title"],
        "category": cleaned["category"],
        "necessity": cleaned.get("necessity", ""),
        "provenance": cleaned["provenance"],
        "confidential": cleaned["confidential"],
        "statute": cleaned["statute"],
        "statute_until": cleaned["statute_until"],
        "form_token": cleaned["form_token"],
    }


def _page(request: HttpRequest, dossier: Dossier, form: DocumentForm) -> HttpResponseBase:
    refusal = refusal_on(form)
    return form_or_conflict(
        request,
        "dossiers/document_form.html",
        form,
        dossier_number=dossier.number,
        is_closed=isinstance(refusal, TrajectClosed) or dossier.traject.is_closed,
        ask_about=refusal.category if isinstance(refusal, SourceNotYours) else "",
        purpose=dossier.traject.purpose,
        not_here=queries.choices_of(request.user, dossier).closed,
        back_url=reverse("dossiers:documents", args=[dossier.number]),
    )
