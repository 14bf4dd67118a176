"""Where somebody meets an article in the house: his own pages only, with a link where one can go straight there."""

from typing import Any, Final

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.permissions import has_role, is_staff_member, may_look_in_admin_site
from accounts.terms import Role
from reglement.trace.screens import SCREENS
from ui.parts import Link

# What a client calls the pages that are his.
_OWN: Final[dict[str, str | Promise]] = {
    "consent:my-consents": _("mijn toestemmingen"),
    "consent:my-disclosures": _("wat ging er weg"),
    "consent:my-start": _("mijn startbericht"),
    "desk:client_log": _("wie keek er"),
    "dossiers:own-documents": _("mijn documenten"),
    "reporting:client-report": _("mijn rapporten"),
    "retention:own": _("hoe lang wij bewaren"),
}
# A page about one thing is found through the list it stands in.
_FOUND_THROUGH: Final = {"reporting:client-report": "reporting:client-reports"}
# The page that he is reading now.
_HERE: Final = frozenset({"reglement:read"})


def places_for(user: Any) -> dict[str, Link]:
    """Return the pages on which this person meets the reglement, by name.

    A page about one dossier has no address of its own, and a page that is not for this person is not a link.
    """
    if is_staff_member(user):
        known: dict[str, str | Promise] = {name: words for name, words in SCREENS.items() if name not in _OWN}
    elif has_role(user, Role.CLIENT, Role.REPRESENTATIVE):
        known = _OWN
    else:
        known = {}
    return {
        name: Link(capfirst(str(words)), _address(name, user)) for name, words in known.items() if name not in _HERE
    }


def _address(name: str, user: Any) -> str:
    if name.startswith("admin:") and not may_look_in_admin_site(user):
        return ""
    try:
        address = reverse(_FOUND_THROUGH.get(name, name))
    except NoReverseMatch:
        return ""
    roles = getattr(resolve(address).func, "roles", None)
    return address if roles is None or has_role(user, *roles) else ""
