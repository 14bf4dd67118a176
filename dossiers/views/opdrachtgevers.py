"""The pages about opdrachtgevers, their contacts and agreements."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import has_role, require_role
from accounts.terms import STAFF_ROLES, Role
from dossiers import queries, services
from dossiers.forms import AgreementForm, ContactForm, OpdrachtgeverForm
from dossiers.models import Opdrachtgever
from dossiers.permissions import contact_at_or_404, opdrachtgever_or_404
from dossiers.views.answers import form_or_conflict
from ui.answering import refusals_on, refusals_told
from ui.doors import no_content

WHY = "opdrachtgevers, contacts and agreements say nothing about a client"
KEEPERS = (Role.ADMINISTRATIE, Role.VESTIGINGSMANAGER, Role.BEHEERDER, Role.DIRECTIE)


@no_content(WHY)
@require_GET
@require_role(*STAFF_ROLES)
def opdrachtgevers(request: HttpRequest) -> HttpResponseBase:
    """Show the opdrachtgevers."""
    found = queries.opdrachtgevers_list(request.GET.get("q", ""), request.GET.get("page", 1))
    context = {"opdrachtgevers": found, "may_keep": has_role(request.user, *KEEPERS)}
    return render(request, "dossiers/opdrachtgevers.html", context)


@no_content(WHY)
@require_GET
@require_role(*STAFF_ROLES)
def opdrachtgever(request: HttpRequest, opdrachtgever_id: UUID) -> HttpResponseBase:
    """Show one opdrachtgever with contacts and agreements."""
    page = queries.opdrachtgever_page(opdrachtgever_or_404(opdrachtgever_id))
    context = {"opdrachtgever": page, "may_keep": has_role(request.user, *KEEPERS) and not page.is_ended}
    return render(request, "dossiers/opdrachtgever.html", context)


@no_content(WHY)
@require_http_methods(["GET", "POST"])
@require_role(*KEEPERS)
def opdrachtgever_add(request: HttpRequest) -> HttpResponseBase:
    """Add an opdrachtgever."""
    form = OpdrachtgeverForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            added = services.add_opdrachtgever(by=request.user, **form.cleaned_data)
            messages.success(request, _("De opdrachtgever is toegevoegd. Voeg nu een contactpersoon toe."))
            return redirect("dossiers:opdrachtgever", added.pk)
    return _page(request, form, title=_("Nieuwe opdrachtgever"))


@no_content(WHY)
@require_http_methods(["GET", "POST"])
@require_role(*KEEPERS)
def contact_add(request: HttpRequest, opdrachtgever_id: UUID) -> HttpResponseBase:
    """Invite a person at an opdrachtgever."""
    found = opdrachtgever_or_404(opdrachtgever_id)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.add_contact(opdrachtgever=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("De contactpersoon krijgt een uitnodiging per e-mail."))
            return redirect("dossiers:opdrachtgever", found.pk)
    return _page(request, form, title=_("Nieuwe contactpersoon"), of=found)


@no_content(WHY)
@require_http_methods(["GET", "POST"])
@require_role(*KEEPERS)
def agreement_add(request: HttpRequest, opdrachtgever_id: UUID) -> HttpResponseBase:
    """Record a signed agreement."""
    found = opdrachtgever_or_404(opdrachtgever_id)
    form = AgreementForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.record_agreement(opdrachtgever=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("De overeenkomst is vastgelegd."))
            return redirect("dossiers:opdrachtgever", found.pk)
    return _page(request, form, title=_("Getekende overeenkomst"), of=found)


@no_content(WHY)
@require_POST
@require_role(*KEEPERS)
def contact_end(request: HttpRequest, opdrachtgever_id: UUID, contact_id: UUID) -> HttpResponseBase:
    """End what a person may do for an opdrachtgever."""
    contact = contact_at_or_404(opdrachtgever_id, contact_id)
    with refusals_told(request):
        services.end_contact(contact=contact, by=request.user)
        messages.success(request, _("Deze contactpersoon kan niets meer lezen of aanmelden."))
    return redirect("dossiers:opdrachtgever", opdrachtgever_id)


@no_content(WHY)
@require_POST
@require_role(*KEEPERS)
def opdrachtgever_place(request: HttpRequest, opdrachtgever_id: UUID) -> HttpResponseBase:
    """Record where an opdrachtgever reads and keeps data; anything but yes or no changes nothing."""
    found = opdrachtgever_or_404(opdrachtgever_id)
    word = request.POST.get("outside", "")
    if word in ("ja", "nee"):
        with refusals_told(request):
            services.place_opdrachtgever(opdrachtgever=found, outside_eea=word == "ja", by=request.user)
            messages.success(request, _("Het is vastgelegd. De poort kijkt er nu naar."))
    return redirect("dossiers:opdrachtgever", found.pk)


@no_content(WHY)
@require_http_methods(["GET", "POST"])
@require_role(*KEEPERS)
def opdrachtgever_end(request: HttpRequest, opdrachtgever_id: UUID) -> HttpResponseBase:
    """Stop working for an opdrachtgever, after asking once more."""
    found = opdrachtgever_or_404(opdrachtgever_id)
    if request.method == "GET":
        context = {"name": found.name, "back_url": reverse("dossiers:opdrachtgever", args=[found.pk])}
        return render(request, "dossiers/opdrachtgever_end.html", context)
    with refusals_told(request):
        services.end_opdrachtgever(opdrachtgever=found, by=request.user)
        messages.success(request, _("De opdrachtgever is beëindigd."))
    return redirect("dossiers:opdrachtgever", found.pk)


def _page(request: HttpRequest, form: forms.Form, *, title: str, of: Opdrachtgever | None = None) -> HttpResponseBase:
    name, back_url = "", reverse("dossiers:opdrachtgevers")
    if of is not None:
        name, back_url = of.name, reverse("dossiers:opdrachtgever", args=[of.pk])
    return form_or_conflict(request, "dossiers/opdrachtgever_form.html", form, title=title, of=name, back_url=back_url)
