"""Recording another ground than consent, for a dossier or for one version of a document."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES, Role
from consent.forms import GroundForm
from consent.models import ContentVersion, Ground
from consent.queries.deciding import waits_for
from consent.refusals import StatuteMissing
from consent.services.grounds import record_ground
from dossiers.models import Dossier
from dossiers.permissions import dossier_or_404
from ui.answering import form_page, refusals_on
from ui.doors import gated


@gated("write")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for ground and evidence, and go back to where the question came from."""
    dossier = dossier_or_404(request.user, number, write=True)
    version = _version(request, dossier)
    form = GroundForm(request.POST or None)
    back = _back(request, dossier)
    if form.is_valid():
        with refusals_on(form, statute=StatuteMissing):
            ground = record_ground(dossier=dossier, content_version=version, by=request.user, **form.cleaned_data)
            messages.success(request, _said(ground))
            return redirect(back)
    return form_page(
        request, "consent/ground_new.html", form, dossier_number=dossier.number, version=version, back=back
    )


def _said(ground: Ground) -> str:
    """Say that the ground is recorded, and who has yet to decide before it counts."""
    roles = [str(Role(role).label) for role in sorted(waits_for(ground))]
    if not roles:
        return _("De grond is vastgelegd. De poort kijkt er nu naar.")
    said = _("De grond is vastgelegd. Hij telt pas als iemand in een van deze rollen heeft beslist: %(roles)s.")
    return said % {"roles": ", ".join(roles)}


def _version(request: HttpRequest, dossier: Dossier) -> ContentVersion | None:
    asked = request.GET.get("versie", "")
    if not asked:
        return None
    try:
        version_id = UUID(asked)
    except ValueError:
        return None
    return get_object_or_404(dossier.content_versions, pk=version_id)


def _back(request: HttpRequest, dossier: Dossier) -> str:
    """Return the page that asked, if it is one of ours."""
    asked = request.GET.get("terug", "")
    if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return f"/dossiers/{dossier.number}/afspraken/"
