"""The reglement to read, on a page or on paper: the version that holds now, or one that held before."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import has_role, is_staff_member
from accounts.terms import Role
from reglement import queries
from reglement.models import ReglementVersion
from reglement.reading import reglement_to_read
from reglement.reading.paper import reglement_paper
from reglement.reading.places import places_for
from reglement.refusals import NoActiveReglement
from reglement.services import active_version
from reglement.views.answering import pdf_answer
from reglement.views.keeping import READERS
from reglement.views.register import REGISTER_READERS
from ui.doors import no_content

# A client reads inside his own pages, a contact inside his; the text is the same for everyone.
BASES = {"staff": "base_staff.html", "contact": "base_opdrachtgever.html", "portal": "base_portal.html"}


@no_content("The text of the reglement holds nothing about a person.")
@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """Show every article of the version that holds now, with what the system does for it."""
    try:
        version = active_version()
    except NoActiveReglement as refusal:
        return _page(request, {"refusal": str(refusal)})
    return _page(request, _text_for(request, version))


@no_content("The text of the reglement holds nothing about a person.")
@require_safe
def read_version(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Show a version that holds or held: decisions keep pointing at the text they were made under."""
    return _page(request, _text_for(request, _published(version_id)))


@no_content("The text of the reglement holds nothing about a person.")
@require_safe
def paper(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Give a version that holds or held as a PDF."""
    return pdf_answer(reglement_paper(_published(version_id)), name="reglement.pdf")


def _published(version_id: UUID) -> ReglementVersion:
    version = queries.published_version(version_id)
    if version is None:
        raise Http404
    return version


def _text_for(request: HttpRequest, version: ReglementVersion) -> dict[str, Any]:
    shown = reglement_to_read(version)
    places = places_for(request.user)
    is_public = queries.is_on_the_website(version) and has_role(request.user, *READERS)
    return {
        "reglement": shown,
        "articles": [
            (article, [places[name] for name in article.screens if name in places]) for article in shown.articles
        ],
        "paper_url": reverse("reglement:paper", args=[version.pk]),
        "public_url": reverse("reglement:public") if is_public else "",
    }


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    is_staff = is_staff_member(request.user) or has_role(request.user, Role.AUDITOR)
    is_contact = has_role(request.user, Role.OPDRACHTGEVER_CONTACT)
    page = {
        "base": BASES["staff" if is_staff else "contact" if is_contact else "portal"],
        "is_staff": is_staff,
        "reglement": None,
        "refusal": "",
        "register_url": reverse("reglement:register") if has_role(request.user, *REGISTER_READERS) else "",
        "kept_url": reverse("reglement:trace") if has_role(request.user, *READERS) else "",
    }
    return render(request, "reglement/read.html", page | context)
