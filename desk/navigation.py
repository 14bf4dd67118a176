"""What stands in the menus: for each kind of person the pages that are his, with counts where something waits."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import is_staff_member, roles_of
from accounts.terms import Role
from dossiers.permissions import referrals_to_answer, visible_to
from reglement.acknowledgements import news_for, to_acknowledge
from ui.parts import Link

CONTENT_ROLES = {Role.COACH, Role.VESTIGINGSMANAGER}
OPENERS = {Role.COACH, Role.VESTIGINGSMANAGER, Role.ADMINISTRATIE}
ADMINS = {Role.BEHEERDER, Role.DIRECTIE, Role.PRIVACY_OFFICER}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Supply the menu of the person who is logged in, and his name; nothing for a stranger."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    roles = roles_of(user)
    if is_staff_member(user) or Role.AUDITOR in roles:
        return {
            "navigation": _marked(_staff_links(user, roles), request.path),
            "account_links": [Link(_("Inloggen en beveiliging"), "/account/")],
            "staff_name": user.name,
            **_news(request, user, is_staff=True),
        }
    links = _contact_links() if Role.OPDRACHTGEVER_CONTACT in roles else _client_links()
    return {"navigation": _marked(links, request.path), **_news(request, user, is_staff=False)}


def _news(request: HttpRequest, user: Any, *, is_staff: bool) -> dict[str, Any]:
    """Return whether a version waits to be acknowledged or read; nothing on the page that is for it."""
    if request.path == reverse("desk:acknowledge"):
        return {}
    waits = to_acknowledge(user) if is_staff else None
    return {"reglement_waits": waits, "reglement_news": waits is None and news_for(user) is not None}


def _staff_links(user: Any, roles: frozenset[Role]) -> list[Link]:
    if not is_staff_member(user):
        # An auditor from outside reads by what rules the bureau works; dossiers only when it lets him.
        return [Link(_("Reglement"), "/reglement/", icon="document")]
    links = [Link(_("Mijn dag"), "/mijn-dag/", icon="sun")]
    if roles & CONTENT_ROLES:
        links.append(Link(_("Dossiers"), "/dossiers/", count=visible_to(user).count(), icon="folder"))
    if roles & OPENERS:
        links.append(Link(_("Aanmeldingen"), "/aanmeldingen/", count=referrals_to_answer(user).count(), icon="mail"))
    links.append(Link(_("Opdrachtgevers"), "/opdrachtgevers/", icon="people"))
    links.append(Link(_("Bewaren"), "/bewaren/", icon="archive"))
    links.append(Link(_("Reglement"), "/reglement/", icon="document", apart=True))
    if roles & ADMINS:
        links.append(Link(_("Versies"), "/reglement/versies/", icon="check"))
        links.append(Link(_("Beheer"), "/beheer/", icon="key"))
    return links


def _client_links() -> list[Link]:
    return [
        Link(_("Mijn dossier"), "/mijn/"),
        Link(_("Rapporten"), "/mijn/rapporten/"),
        Link(_("Gesprekken"), "/mijn/gesprekken/"),
        Link(_("Documenten"), "/mijn/documenten/"),
        Link(_("Wat ging er weg"), "/mijn/verstrekt/"),
        Link(_("Wie keek er"), "/mijn/inzage/"),
        Link(_("Bewaren"), "/mijn/bewaren/"),
        Link(_("Reglement"), "/reglement/"),
    ]


def _contact_links() -> list[Link]:
    return [
        Link(_("Overzicht"), "/opdrachtgever/"),
        Link(_("Rapporten"), "/opdrachtgever/rapporten/"),
        Link(_("Meekijken"), "/opdrachtgever/meekijken/"),
        Link(_("Aanmelden"), "/opdrachtgever/aanmelden/"),
        Link(_("Vernietigd"), "/opdrachtgever/vernietigd/"),
    ]


def _marked(links: list[Link], path: str) -> list[Link]:
    """Mark the longest link that the path lies under, so that a parent is not marked beside its child."""
    under = [link.url for link in links if path.startswith(link.url)]
    here = max(under, key=len, default="")
    return [Link(link.label, link.url, link.url == here, link.count, link.icon, link.apart) for link in links]
