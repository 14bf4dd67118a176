"""A new version of the reglement, to read and to acknowledge; and for who keeps an eye on it, who did."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import has_role, is_staff_member, require_role
from accounts.terms import PORTAL_ROLES, STAFF_ROLES, Role
from desk.forms import AcknowledgeForm
from desk.queries.acknowledging import AcknowledgePage, acknowledge_page, acknowledgements_page
from reglement.refusals import NoActiveReglement
from reglement.services import acknowledge, active_version
from reglement.services.activating import SECOND_ROLES
from ui.answering import form_page
from ui.doors import no_content

HOMES = {"staff": "desk:my_day", "contact": "desk:contact_home", "portal": "desk:client_home"}
BASES = {"staff": "base_staff.html", "contact": "base_opdrachtgever.html", "portal": "base_portal.html"}


@no_content("Shows what changed in the reglement and records that somebody read it.")
@require_role(*STAFF_ROLES, *PORTAL_ROLES)
@require_http_methods(["GET", "POST"])
def acknowledge_version(request: HttpRequest) -> HttpResponse:
    """Let somebody read what changed in the reglement and say so; a second click changes nothing."""
    side = _side(request)
    try:
        version = active_version()
    except NoActiveReglement:
        return redirect(HOMES[side])
    page = acknowledge_page(version, request.user, is_staff=side == "staff")
    form = AcknowledgeForm(request.POST if request.method == "POST" else None, initial={"seen": version.sha256})
    if request.method == "POST":
        if request.POST.get("seen") != version.sha256:
            messages.warning(request, _("Intussen geldt een nieuwere versie. Lees eerst wat er nu staat."))
            return redirect("desk:acknowledge")
        if form.is_valid():
            acknowledge(
                user=request.user,
                kind="reglement",
                evidence=page.evidence,
                text_sha256=version.sha256,
                version=version,
            )
            messages.success(request, _("Dank u. Wij hebben genoteerd dat u deze versie heeft gelezen."))
            return redirect(HOMES[side])
    return _page(request, side, page, form)


@no_content("Lists who got, read or signed which version; nothing of a dossier.")
@require_role(*SECOND_ROLES)
@require_GET
def acknowledgements(request: HttpRequest) -> HttpResponse:
    """Show who got, read or signed the version that holds, who has not, and who is kept out by that."""
    try:
        page = acknowledgements_page(active_version())
    except NoActiveReglement:
        page = None
    return render(request, "desk/acknowledgements.html", {"page": page})


def _side(request: HttpRequest) -> str:
    if is_staff_member(request.user):
        return "staff"
    return "contact" if has_role(request.user, Role.OPDRACHTGEVER_CONTACT) else "portal"


def _page(request: HttpRequest, side: str, page: AcknowledgePage, form: AcknowledgeForm) -> HttpResponse:
    return form_page(request, "desk/acknowledge.html", form, base=BASES[side], page=page, home=HOMES[side])
