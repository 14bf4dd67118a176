"""The client's own pages: what was agreed, what was asked, what went out, and taking a yes back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import require_role
from accounts.terms import Role
from consent.permissions import own_consent_or_404, own_consents, own_disclosures, own_living_dossiers
from consent.queries import consent_lines, disclosure_lines, looked_lines
from consent.queries.naming import naming_lines
from consent.queries.objections import objections_under
from consent.queries.start import start_pages
from consent.refusals import NoticeUnknown
from consent.services.approvals import withdraw
from consent.services.noticing import notice_read
from consent.services.starting import acknowledge_reglement, acknowledge_start
from dossiers.permissions import own_dossier_or_404
from dossiers.permits import permit_for
from ui.answering import refusals_told
from ui.doors import gated, no_content

OWN = (Role.CLIENT, Role.REPRESENTATIVE)


@gated("view")
@require_role(*OWN)
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Show the start notice and the reglement of each traject, to read and to acknowledge."""
    return render(request, "consent/my_start.html", {"pages": start_pages(request.user)})


@no_content("Records that the client has read the notice; shows nothing.")
@require_role(*OWN)
@require_POST
def acknowledge_notice(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the start notice was read."""
    dossier = own_dossier_or_404(request.user, number)
    with refusals_told(request):
        acknowledge_start(dossier, user=request.user)
        messages.success(request, _("Dank u. Wij hebben genoteerd dat u het startbericht heeft gelezen."))
    return redirect("consent:my-start")


@no_content("Records that the client has read what is new; shows nothing.")
@require_role(*OWN)
@require_POST
def acknowledge_news(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Record that what is new was read."""
    try:
        notice_read(notice_id, user=request.user)
    except NoticeUnknown:
        raise Http404 from None
    messages.success(request, _("Dank u. Wij hebben genoteerd dat u dit heeft gelezen."))
    return redirect("consent:my-start")


@no_content("Records that the client has read the reglement; shows nothing.")
@require_role(*OWN)
@require_POST
def acknowledge_text(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the reglement was read."""
    dossier = own_dossier_or_404(request.user, number)
    acknowledge_reglement(dossier, user=request.user)
    messages.success(request, _("Dank u. Wij hebben genoteerd dat u het reglement heeft gelezen."))
    return redirect("consent:my-start")


@gated("view")
@require_role(*OWN)
@require_GET
def consents(request: HttpRequest) -> HttpResponse:
    """Show everything the client was asked and what he said."""
    dossiers = own_living_dossiers(request.user)
    context = {
        "lines": consent_lines(own_consents(request.user)),
        "named": naming_lines(dossiers),
        "objections": objections_under(
            [permit_for(request.user, dossier, "objection.read") for dossier in dossiers],
            [dossier.pk for dossier in dossiers],
        ),
        "all_numbers": [dossier.number for dossier in dossiers],
        "numbers": [dossier.number for dossier in dossiers if not dossier.traject.is_closed],
    }
    return render(request, "consent/my_consents.html", context)


@no_content("Asks whether a yes is taken back, and takes it back; shows no dossier content.")
@require_role(*OWN)
@require_http_methods(["GET", "POST"])
def withdraw_consent(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Ask once, then take the yes back at once."""
    consent = own_consent_or_404(request.user, consent_id)
    if request.method != "POST":
        line = consent_lines(own_consents(request.user).filter(pk=consent.pk))[0]
        return render(request, "consent/my_withdraw.html", {"line": line})
    with refusals_told(request):
        withdraw(consent, user=request.user)
        messages.success(request, _("Uw akkoord is ingetrokken. Er wordt niets meer gedeeld en niets meer geopend."))
    return redirect("consent:my-consents")


@gated("view")
@require_role(*OWN)
@require_GET
def disclosures(request: HttpRequest) -> HttpResponse:
    """Show the client what went out about him, to whom, why, and how often it was opened."""
    context = {
        "lines": disclosure_lines(own_disclosures(request.user)),
        "looked": looked_lines(own_living_dossiers(request.user)),
    }
    return render(request, "consent/my_disclosures.html", context)
