"""What the client sees and says in the portal: summaries of talks, and his documents."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import require_role
from accounts.terms import Role
from dossiers import queries, services
from dossiers.forms import SummaryAnswerForm
from dossiers.permissions import own_consult_or_404
from dossiers.views.answers import download, form_or_conflict, says_when_gone
from ui.answering import refusals_on
from ui.doors import gated

OWNERS = (Role.CLIENT, Role.REPRESENTATIVE)


@gated("view")
@require_GET
@require_role(*OWNERS)
@says_when_gone
def own_conversations(request: HttpRequest) -> HttpResponseBase:
    """Show the client the summaries of his talks."""
    return render(request, "dossiers/own_conversations.html", {"summaries": queries.own_summaries(request.user)})


@gated("write")
@require_http_methods(["GET", "POST"])
@require_role(*OWNERS)
@says_when_gone
def own_summary_answer(request: HttpRequest, consult_id: UUID) -> HttpResponseBase:
    """Let the client read one summary and say whether it is right."""
    consult = own_consult_or_404(request.user, consult_id)
    form = SummaryAnswerForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.answer_summary(consult=consult, by=request.user, **form.cleaned_data)
            messages.success(request, _("Dank u wel. Uw coach ziet uw antwoord."))
            return redirect("dossiers:own-conversations")
    (summary,) = queries.own_summaries(request.user, consult_id)
    return form_or_conflict(request, "dossiers/own_summary.html", form, summary=summary)


@gated("view")
@require_GET
@require_role(*OWNERS)
@says_when_gone
def own_documents(request: HttpRequest) -> HttpResponseBase:
    """Show the client his documents, and which of them were destroyed."""
    gone = queries.own_documents_gone(request.user)
    context = {"documents": queries.own_documents(request.user), "gone": gone}
    return render(request, "dossiers/own_documents.html", context)


@gated("view")
@require_GET
@require_role(*OWNERS)
@says_when_gone
def own_document_download(request: HttpRequest, document_id: UUID) -> HttpResponseBase:
    """Give the client one of his documents as an attachment."""
    document = queries.opened_own_document(request.user, document_id)
    if document is None:
        raise Http404
    return download(document)
