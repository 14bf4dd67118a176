"""Starting a traject, from nothing or from a referral."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from accounts.terms import Role
from consent import gate
from consent.catalogue import categories_for_new_traject
from consent.forms import LineFormSet, ParentForm, StartForm, lines_of
from consent.refusals import GateRefused
from consent.services.starting import start_traject
from dossiers.facts import FileRefused
from dossiers.models import Referral
from dossiers.permissions import live_contacts, referrals_to_answer, visible_to
from dossiers.queries import candidate_of
from reglement.queries import barred_outright
from reglement.services import active_version
from ui.doors import gated
from ui.facts import DomainRefusal


@gated("write")
@require_role(Role.COACH, Role.ADMINISTRATIE, Role.VESTIGINGSMANAGER, Role.DIRECTIE)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Show the form, filled in from a referral where there is one, and start the traject."""
    referral = _referral(request)
    form = StartForm(request.POST or None, initial=_initial(request, referral), user=request.user)
    never = barred_outright(active_version(), "report")
    lines = None if never else _lines(request, referral)
    parent = ParentForm(
        request.POST or None, request.FILES or None, categories=categories_for_new_traject(), by=request.user
    )
    conditions: list[gate.PanelCondition] = []
    if request.method == "POST" and all(each.is_valid() for each in (form, parent, lines) if each is not None):
        try:
            return _start(request, form, lines, parent, referral)
        except GateRefused as refused:
            conditions = gate.conditions(refused.decision)
            form.add_error(None, refused.sentence)
        except FileRefused as refusal:
            parent.add_error("file", refusal.sentence)
        except DomainRefusal as refusal:
            form.add_error(None, refusal.sentence)
    context = {
        "form": form,
        "parent": parent,
        "lines": lines,
        "never": never,
        "referral": referral,
        "conditions": conditions,
    }
    return render(request, "consent/start.html", context, status=422 if form.is_bound else 200)


def _start(
    request: HttpRequest, form: StartForm, lines: Any, parent: ParentForm, referral: Referral | None
) -> HttpResponse:
    words = form.cleaned_data
    dossier = start_traject(
        client=form.client(),
        opdrachtgever=words["opdrachtgever"],
        service=words["service"],
        branch=words["branch"],
        coach=words["coach"],
        purpose=words["purpose"],
        lines=lines_of(lines) if lines is not None else [],
        started_on=words["started_on"],
        planned_end_on=words["planned_end_on"],
        handed_over=words["handed_over"],
        form_token=words["form_token"],
        referral=referral,
        parent=parent.paper(),
        by=request.user,
    )
    messages.success(
        request, _("Het traject is gestart. Het dossiernummer is %(number)s.") % {"number": dossier.number}
    )
    if visible_to(request.user).filter(pk=dossier.pk).exists():
        return redirect("consent:agreements", number=dossier.number)
    return redirect("/")


def _lines(request: HttpRequest, referral: Referral | None) -> Any:
    return LineFormSet(
        request.POST or None,
        prefix="regel",
        form_kwargs={"contacts": live_contacts(), "categories": categories_for_new_traject()},
        initial=[{"contact": str(referral.contact_id)}] if referral else None,
    )


def _referral(request: HttpRequest) -> Referral | None:
    asked = request.GET.get("aanmelding", "")
    if not asked:
        return None
    try:
        referral_id = UUID(asked)
    except ValueError:
        return None
    return get_object_or_404(referrals_to_answer(request.user), pk=referral_id)


def _initial(request: HttpRequest, referral: Referral | None) -> dict[str, Any]:
    if referral is None or request.method == "POST":
        return {}
    candidate = candidate_of(request.user, referral)
    return {
        "name": candidate.candidate_name,
        "email": candidate.candidate_email,
        "opdrachtgever": candidate.opdrachtgever_id,
        "service": candidate.service,
    }
