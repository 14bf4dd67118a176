"""The reglement to read: the version that holds now, or one that held before."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import has_role, is_staff_member
from accounts.terms import Role
from reglement import queries
from reglement.refusals import NoActiveReglement
from reglement.views.keeping import READERS
from ui.doors import no_content

# A client reads inside his own pages, a contact inside his; the text is the same for everyone.
BASES = {"staff": "base_staff.html", "contact": "base_opdrachtgever.html", "portal": "base_portal.html"}


@no_content("The text of the reglement holds nothing about a person.")
@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """Show every article of the version that holds now."""
    try:
        shown = queries.reglement_to_read()
    except NoActiveReglement as refusal:
        return _page(request, {"refusal": str(refusal)})
    return _page(request, {"reglement": shown})


@no_content("The text of the reglement holds nothing about a person.")
@require_safe
def read_version(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Show a version that holds or held: decisions keep pointing at the text they were made under."""
    version = queries.published_version(version_id)
    if version is None:
        raise Http404
    return _page(request, {"reglement": queries.reglement_to_read(version)})


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    if is_staff_member(request.user) or has_role(request.user, Role.AUDITOR):
        base = BASES["staff"]
    else:
        base = BASES["contact" if has_role(request.user, Role.OPDRACHTGEVER_CONTACT) else "portal"]
    page = {"base": base, "reglement": None, "refusal": "", "may_see_keeping": has_role(request.user, *READERS)}
    return render(request, "reglement/read.html", page | context)
