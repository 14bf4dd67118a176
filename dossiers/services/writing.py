"""What must hold before anything goes into a dossier: an open traject, a right to write, a fitting category."""

from accounts.models import User
from dossiers.catalogue import Category, category_of
from dossiers.facts import (
    CategoryNotYours,
    HealthRightMissing,
    NecessityMissing,
    RightMissing,
    SourceNotYours,
    TextMissing,
)
from dossiers.models import Dossier, Traject
from dossiers.permissions import access_of
from dossiers.services.trajecten import open_for_writing
from dossiers.terms import DossierPermission


def begin_writing(dossier: Dossier, *, by: User) -> Traject:
    """Lock the open traject and see that `by` may write; raises TrajectClosed and RightMissing."""
    traject = open_for_writing(dossier)
    if not access_of(by, dossier).writes:
        raise RightMissing
    return traject


def chosen_category(
    dossier: Dossier, traject: Traject, *, key: str, necessity: str, source: str, by: User
) -> Category:
    """Return the category under which `by` may write what came from this source.

    Raises CategoryUnknown, CategoryRefused, CategoryClosed, HealthRightMissing, CategoryNotYours for a role that may
    not write in it, SourceNotYours for what may not come from there (yet), and NecessityMissing where the reglement
    asks why it is needed.
    """
    category = category_of(traject, key, source=source)
    access = access_of(by, dossier)
    if category.is_health and not access.sees_health:
        raise HealthRightMissing
    refused = access.refused(DossierPermission.WRITE)
    if category.key in refused:
        raise CategoryNotYours(refused[category.key])
    from_there = access.refused_from(source)
    if category.key in from_there:
        raise SourceNotYours(from_there[category.key], category.key)
    if category.asks_why and not necessity.strip():
        raise NecessityMissing
    return category


def written_text(text: str) -> str:
    """Return the text without the white space around it; raises TextMissing when that is all there is."""
    text = text.strip()
    if not text:
        raise TextMissing
    return text
