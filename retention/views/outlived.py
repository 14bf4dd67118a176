"""Pages about what outlives its dossier: which dossiers, and reading it for a stated purpose."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import require_role
from dossiers.views.answers import download, says_when_gone
from retention import outlived, permissions
from retention.forms import DeidentifiedForm, DeidentifiedTextForm, PurposeForm
from retention.services.deidentifying import put_deidentified, put_deidentified_text, to_deidentify
from retention.tasks import find_due_dossiers
from ui.answering import form_page, refusals_on, refusals_told
from ui.doors import gated, no_content
from ui.facts import DomainRefusal
from ui.ringing import ring


@no_content("Lists numbers, statutes and dates of what is left; nothing of it is read.")
@require_role(*permissions.LEFT_ROLES)
@require_GET
def left(request: HttpRequest) -> HttpResponse:
    """Show the destroyed dossiers of which something is left, why and until when."""
    lines, page = outlived.dossiers_left(request.GET.get("page", 1))
    return render(request, "retention/left.html", {"lines": lines, "page": page})


@gated("view")
@require_role(*permissions.LEFT_ROLES)
@require_http_methods(["GET", "POST"])
@says_when_gone
def left_of(request: HttpRequest, number: str) -> HttpResponse:
    """Show what is left of one destroyed dossier, and open it for who states a purpose that the law allows."""
    dossier = outlived.left_or_404(number)
    form = PurposeForm(request.POST or None, purposes=outlived.purposes_to_read(dossier, request.user))
    context = {"number": number, "parts": outlived.lines_left(dossier), "is_held": outlived.is_held(dossier)}
    if form.is_valid():
        with refusals_on(form):
            context["items"] = outlived.read_left(dossier, by=request.user, **form.cleaned_data)
            context["purpose"] = form.cleaned_data["purpose"]
    return form_page(request, "retention/left_of.html", form, **context)


@gated("view")
@require_role(*permissions.LEFT_ROLES)
@require_POST
@says_when_gone
def left_file(request: HttpRequest, number: str, document_id: UUID) -> HttpResponseBase:
    """Give out one file that is left, for the purpose that was stated."""
    dossier = outlived.left_or_404(number)
    form = PurposeForm(request.POST, purposes=outlived.purposes_to_read(dossier, request.user))
    if form.is_valid():
        with refusals_told(request, messages.error):
            return download(outlived.read_file(dossier, document_id, by=request.user, **form.cleaned_data))
    return redirect("retention:left-of", number)


@no_content("Takes a file in which nobody can be recognised in the place of one; nothing is read.")
@require_role(*permissions.DUTY_ROLES)
@require_http_methods(["GET", "POST"])
def deidentify(request: HttpRequest, number: str, document_id: UUID) -> HttpResponse:
    """Take a file in which nobody can be recognised; the one with names is destroyed."""
    dossier = outlived.left_or_404(number)
    if document_id not in {part.item_id for part in to_deidentify(dossier)}:
        raise Http404
    form = DeidentifiedForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_on(form, file=DomainRefusal):
            put_deidentified(
                dossier, document_id, stream=file, file_name=file.name, size_bytes=file.size, by=request.user
            )
            ring(find_due_dossiers)
            messages.success(request, _("Bewaard. Het stuk met namen wordt nu vernietigd."))
            return redirect("retention:copies")
    return form_page(request, "retention/deidentify.html", form, number=number, is_of_notes=False)


@no_content("Takes a text in which nobody can be recognised in the place of notes; nothing is read.")
@require_role(*permissions.DUTY_ROLES)
@require_http_methods(["GET", "POST"])
def deidentify_notes(request: HttpRequest, number: str, part_id: UUID) -> HttpResponse:
    """Take a text in which nobody can be recognised; the notes with names are destroyed."""
    dossier = outlived.left_or_404(number)
    if part_id not in {part.pk for part in to_deidentify(dossier) if part.item_id is None}:
        raise Http404
    form = DeidentifiedTextForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form, text=DomainRefusal):
            put_deidentified_text(dossier, part_id, text=form.cleaned_data["text"], by=request.user)
            ring(find_due_dossiers)
            messages.success(request, _("Bewaard. De notities met namen worden nu vernietigd."))
            return redirect("retention:copies")
    return form_page(request, "retention/deidentify.html", form, number=number, is_of_notes=True)


@no_content("Lists files in which nobody can be recognised, by law and date.")
@require_role(*permissions.LEFT_ROLES)
@require_GET
def copies(request: HttpRequest) -> HttpResponse:
    """Show the files in which nobody can be recognised, and until when a law keeps them."""
    lines, page = outlived.copies_kept(request.GET.get("page", 1))
    return render(request, "retention/copies.html", {"lines": lines, "page": page})


@no_content("Gives out a file in which nobody can be recognised.")
@require_role(*permissions.DUTY_ROLES)
@require_POST
@says_when_gone
def copy_file(request: HttpRequest, copy_id: UUID) -> HttpResponseBase:
    """Give out one file in which nobody can be recognised."""
    return download(outlived.read_copy(copy_id, by=request.user))
