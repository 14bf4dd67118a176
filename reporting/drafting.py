"""A text that somebody wants to save as a version, checked against the catalogue of the reglement."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from consent.services.content import CategoryItem
from dossiers.catalogue import Category, categories_of
from dossiers.models import Dossier
from reporting.document import Declared
from reporting.facts import CategoryUnknown
from reporting.sections import Section, cleaned


@dataclass(frozen=True, slots=True)
class Draft:
    """A title, a text, and what the author declares about it."""

    title: str
    sections: tuple[Section, ...]
    categories: tuple[Category, ...]
    from_treating_doctor: bool
    confidential: bool

    @property
    def holds_health(self) -> bool:
        """Say whether the author declares anything about health (AVG 9)."""
        return any(category.is_health for category in self.categories)

    @property
    def stored_categories(self) -> list[CategoryItem]:
        """Return the categories as the gate reads them; the tags come from the reglement, never from the author."""
        return [{"key": category.key, "tag": category.tag} for category in self.categories]

    @property
    def declared(self) -> Declared:
        """Return the declaration as it is printed."""
        labels = tuple(category.label for category in self.categories)
        return Declared(labels, self.holds_health, self.from_treating_doctor, self.confidential)


def reportable(dossier: Dossier, *, without: Collection[str] = ()) -> tuple[Category, ...]:
    """Return the categories that a report in this dossier may declare, as the reglement of its traject lists them.

    Those of `without` are left out: what an author may not see or write he is not offered.
    """
    return tuple(each for each in categories_of(dossier.traject, health=True) if each.key not in without)


def draft_of(
    dossier: Dossier,
    *,
    title: str,
    sections: Iterable[Section],
    categories: Iterable[str],
    from_treating_doctor: bool,
    confidential: bool,
) -> Draft:
    """Return the checked draft; raises CategoryUnknown, ReportIsEmpty or ReportIsTooLong."""
    known = {category.key: category for category in reportable(dossier)}
    keys = sorted(set(categories))
    if not keys or any(key not in known for key in keys):
        raise CategoryUnknown
    chosen = tuple(known[key] for key in keys)
    return Draft(" ".join(title.split()), cleaned(sections), chosen, from_treating_doctor, confidential)
