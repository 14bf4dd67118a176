"""Recording and changing consults, and giving their summaries to the client."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import require_role
from accounts.terms import PASSWORD_ROLES
from dossiers import queries, services
from dossiers.facts import TrajectClosed
from dossiers.forms import ConsultForm
from dossiers.models import Dossier
from dossiers.permissions import consult_or_404, dossier_or_404
from dossiers.views.answers import form_or_conflict, says_when_gone
from ui.answering import refusal_on, refusals_on, refusals_told
from ui.doors import gated


@gated("write")
@require_http_methods(["GET", "POST"])
@require_role(*PASSWORD_ROLES)
@says_when_gone
def consult_add(request: HttpRequest, number: str) -> HttpResponseBase:
    """Record a consult; what was typed stays on the page when it can't be kept."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = ConsultForm(request.POST or None)
    if form.is_valid():
        token = form.cleaned_data["form_token"]
        with refusals_on(form):
            services.record_consult(dossier=dossier, by=request.user, form_token=token, **_written(form))
            messages.success(request, _("Het gesprek is bewaard."))
            return redirect("dossiers:conversations", number)
    return _page(request, dossier, form)


@gated("write")
@require_http_methods(["GET", "POST"])
@require_role(*PASSWORD_ROLES)
@says_when_gone
def consult_change(request: HttpRequest, number: str, consult_id: UUID) -> HttpResponseBase:
    """Change a consult that the client has not been given yet."""
    dossier = dossier_or_404(request.user, number, write=True)
    consult = consult_or_404(request.user, dossier, consult_id)
    if request.method == "GET":
        initial = ConsultForm.initial_of(queries.opened_consult(request.user, consult))
        return _page(request, dossier, ConsultForm(initial=initial), is_new=False)
    form = ConsultForm(request.POST)
    if form.is_valid():
        seen = form.cleaned_data["seen_changed_at"]
        with refusals_on(form):
            services.change_consult(consult=consult, by=request.user, seen_changed_at=seen, **_written(form))
            messages.success(request, _("Het gesprek is gewijzigd."))
            return redirect("dossiers:conversations", number)
    return _page(request, dossier, form, is_new=False)


@gated("write")
@require_POST
@require_role(*PASSWORD_ROLES)
def consult_share(request: HttpRequest, number: str, consult_id: UUID) -> HttpResponseBase:
    """Give the summary of a consult to the client."""
    dossier = dossier_or_404(request.user, number, write=True)
    consult = consult_or_404(request.user, dossier, consult_id)
    with refusals_told(request):
        services.share_summary(consult=consult, by=request.user)
        messages.success(request, _("De cliënt kan de samenvatting nu lezen en zeggen of die klopt."))
    return redirect("dossiers:conversations", number)


@gated("write")
@require_POST
@require_role(*PASSWORD_ROLES)
def consult_cancel(request: HttpRequest, number: str, consult_id: UUID) -> HttpResponseBase:
    """Record that a consult does not take place."""
    dossier = dossier_or_404(request.user, number, write=True)
    consult = consult_or_404(request.user, dossier, consult_id)
    with refusals_told(request):
        services.cancel_consult(consult=consult, by=request.user)
        messages.success(request, _("Het gesprek is afgezegd."))
    return redirect("dossiers:conversations", number)


def _written(form: ConsultForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("starts_at", "minutes", "summary")}


def _page(request: HttpRequest, dossier: Dossier, form: ConsultForm, *, is_new: bool = True) -> HttpResponseBase:
    return form_or_conflict(
        request,
        "dossiers/consult_form.html",
        form,
        dossier_number=dossier.number,
        is_new=is_new,
        is_closed=dossier.traject.is_closed or isinstance(refusal_on(form), TrajectClosed),
        back_url=reverse("dossiers:conversations", args=[dossier.number]),
    )
