"""Referrals: the contact's form and list, and the list of who answers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import require_role
from accounts.terms import Role
from dossiers import queries, services
from dossiers.forms import ReferralForm
from dossiers.permissions import ANSWERING_ROLES, contact_or_404, referral_or_404
from dossiers.views.answers import form_or_conflict
from ui.answering import refusals_on, refusals_told
from ui.doors import gated


@gated("view")
@require_GET
@require_role(*ANSWERING_ROLES)
def referrals(request: HttpRequest) -> HttpResponseBase:
    """Show the referrals that wait for an answer."""
    return render(request, "dossiers/referrals.html", {"referrals": queries.referrals_waiting(request.user)})


@gated("write")
@require_POST
@require_role(*ANSWERING_ROLES)
def referral_decline(request: HttpRequest, referral_id: UUID) -> HttpResponseBase:
    """Answer a referral with no."""
    referral = referral_or_404(request.user, referral_id)
    with refusals_told(request):
        services.decline_referral(referral=referral, by=request.user)
        messages.success(request, _("De aanmelding is afgewezen. De opdrachtgever ziet dit bij zijn aanmeldingen."))
    return redirect("dossiers:referrals")


@gated("view")
@require_GET
@require_role(Role.OPDRACHTGEVER_CONTACT)
def contact_referrals(request: HttpRequest) -> HttpResponseBase:
    """Show a contact whom he referred, and what became of it."""
    contact_or_404(request.user)
    context = {"referrals": queries.referrals_of_contact(request.user)}
    return render(request, "dossiers/contact_referrals.html", context)


@gated("write")
@require_http_methods(["GET", "POST"])
@require_role(Role.OPDRACHTGEVER_CONTACT)
def contact_refer(request: HttpRequest) -> HttpResponseBase:
    """Let a contact put a candidate forward; what was typed stays on the page when it can't be kept."""
    contact = contact_or_404(request.user)
    form = ReferralForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.refer(contact=contact, by=request.user, **form.cleaned_data)
            messages.success(request, _("De aanmelding is verstuurd. Een coach neemt contact op."))
            return redirect("dossiers:contact-referrals")
    return form_or_conflict(request, "dossiers/contact_refer.html", form)
