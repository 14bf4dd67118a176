"""What must hold before anything goes into a dossier: an open traject, a right to write, a fitting category."""

from accounts.models import User
from dossiers.catalogue import Category, category_of
from dossiers.facts import HealthRightMissing, NecessityMissing, RightMissing, TextMissing
from dossiers.models import Dossier, Traject
from dossiers.permissions import access_of
from dossiers.services.trajecten import open_for_writing


def begin_writing(dossier: Dossier, *, by: User) -> Traject:
    """Lock the open traject and see that `by` may write; raises TrajectClosed and RightMissing."""
    traject = open_for_writing(dossier)
    if not access_of(by, dossier).writes:
        raise RightMissing
    return traject


def chosen_category(dossier: Dossier, traject: Traject, *, key: str, necessity: str, by: User) -> Category:
    """Return the category under which `by` may write.

    Raises CategoryUnknown, CategoryRefused, HealthRightMissing, and NecessityMissing outside the catalogue.
    """
    category = category_of(traject, key)
    if category.is_health and not access_of(by, dossier).sees_health:
        raise HealthRightMissing
    if not category.is_listed and not necessity.strip():
        raise NecessityMissing
    return category


def written_text(text: str) -> str:
    """Return the text without the white space around it; raises TextMissing when that is all there is."""
    text = text.strip()
    if not text:
        raise TextMissing
    return text
