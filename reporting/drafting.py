"""A text that somebody wants to save as a version, checked against the catalogue of the reglement."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from consent.services.content import CategoryItem
from dossiers.catalogue import Category, categories_of
from dossiers.models import Dossier, Part
from dossiers.models.parts import DataKind
from dossiers.terms import PartKind
from reporting.document import Declared
from reporting.facts import CategoryUnknown, DataToCome, SourceUnknown
from reporting.sections import Section, cleaned
from vault.clock import today


@dataclass(frozen=True, slots=True)
class Draft:
    """A title, a text, and what the author declares about it."""

    title: str
    sections: tuple[Section, ...]
    categories: tuple[Category, ...]
    from_treating_doctor: bool
    confidential: bool
    oldest_on: date | None = None
    sources: frozenset[UUID] | None = None
    """The files it was made from, as parts of the dossier; None where nobody was asked."""

    @property
    def holds_health(self) -> bool:
        """Say whether the author declares anything about health (AVG 9)."""
        return any(category.is_health for category in self.categories)

    @property
    def stored_categories(self) -> list[CategoryItem]:
        """Return the categories as the gate reads them; the tags come from the reglement, never from the author."""
        return [{"key": category.key, "tag": category.tag} for category in self.categories]

    @property
    def data_kinds(self) -> tuple[DataKind, ...]:
        """Return the kinds of data as the part that the report is names them."""
        return tuple(DataKind(category.key, category.tag) for category in self.categories)

    @property
    def declared(self) -> Declared:
        """Return the declaration as it is printed."""
        labels = tuple(category.label for category in self.categories)
        return Declared(labels, self.holds_health, self.from_treating_doctor, self.confidential, self.oldest_on)


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
    oldest_on: date | None = None,
    sources: Collection[UUID] | None = None,
) -> Draft:
    """Return the checked draft.

    Raises CategoryUnknown, ReportIsEmpty, ReportIsTooLong, SourceUnknown or DataToCome.
    """
    known = {category.key: category for category in reportable(dossier)}
    keys = sorted(set(categories))
    if not keys or any(key not in known for key in keys):
        raise CategoryUnknown
    chosen = tuple(known[key] for key in keys)
    if oldest_on is not None and oldest_on > today():
        raise DataToCome
    named = None if sources is None else _checked_sources(dossier, frozenset(sources))
    return Draft(
        " ".join(title.split()), cleaned(sections), chosen, from_treating_doctor, confidential, oldest_on, named
    )


def _checked_sources(dossier: Dossier, part_ids: frozenset[UUID]) -> frozenset[UUID]:
    named = Part.objects.filter(pk__in=part_ids, dossier=dossier, item_id__isnull=False, destroyed_at=None)
    if named.exclude(kind=PartKind.REPORT).count() != len(part_ids):
        raise SourceUnknown
    return part_ids
