"""The part of a dossier in which an item is kept: found, or made with a safe of its own at the first write."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from dossiers.facts import StatuteNeedsItsDay
from dossiers.models import Document, Dossier, Part
from dossiers.models.parts import DataKind
from dossiers.terms import ItemTag, PartKind, Provenance
from vault.services import create_safe
from vault.terms import SafeKind


class Statute(NamedTuple):
    """The law that obliges to keep one file, and the last day that this law asks; without a name there is none."""

    name: str = ""
    until: date | None = None

    @classmethod
    def of(cls, name: str, until: date | None) -> "Statute":
        """Return what somebody named; raises StatuteNeedsItsDay for a law without its day, or the other way round."""
        named = " ".join(name.split())
        if bool(named) != (until is not None):
            raise StatuteNeedsItsDay
        return cls(named, until)


NO_STATUTE: Final = Statute()


def part_of_notes(dossier: Dossier, *, category: str, tag: str) -> Part:
    """Return the part of what the bureau itself wrote in this category, made when it is not there yet.

    The caller holds the lock on the open traject, so that two writers do not make it twice.
    """
    group = {
        "dossier": dossier,
        "category": category,
        "tag": tag,
        "kind": PartKind.NOTES,
        "source": Provenance.BUREAU,
        "item_id": None,
        "destroyed_at": None,
    }
    found = Part.objects.filter(**group).select_related("safe").first()
    return found or Part.objects.create(safe=create_safe(kind=SafeKind.DOSSIER), **group)


def part_of_file(
    dossier: Dossier, *, document_id: UUID, category: str, tag: str, source: str, statute: Statute = NO_STATUTE
) -> Part:
    """Make the part that this one file is: its own event, or the law it names, may date it apart from all others."""
    return Part.objects.create(
        dossier=dossier,
        safe=create_safe(kind=SafeKind.DOSSIER),
        category=category,
        tag=tag,
        kind=kind_of_file(tag),
        source=Provenance(source),
        item_id=document_id,
        statute=statute.name,
        statute_until=statute.until,
    )


def part_of_report(dossier: Dossier, *, report_id: UUID, data_kinds: Iterable[DataKind]) -> Part:
    """Make the part that this one report is, with all its versions; `data_kinds` are those in the first."""
    return Part.objects.create(
        dossier=dossier,
        safe=create_safe(kind=SafeKind.DOSSIER),
        kind=PartKind.REPORT,
        source=Provenance.BUREAU,
        item_id=report_id,
        categories=_as_stored(data_kinds),
    )


def add_to_report(part: Part, data_kinds: Iterable[DataKind]) -> bool:
    """Note the kinds of data that a next version adds, and say whether there were any.

    What a former version held stays named, because that version is kept too.
    """
    known = dict.fromkeys(part.data_kinds)
    both = known | dict.fromkeys(data_kinds)
    if both == known:
        return False
    part.categories = _as_stored(both)
    part.save(update_fields=["categories"])
    return True


def _as_stored(data_kinds: Iterable[DataKind]) -> list[dict[str, str]]:
    return [{"key": one.category, "tag": one.tag} for one in data_kinds]


def kind_of_file(tag: str) -> PartKind:
    """Return what a file is as a rule about keeping asks after it."""
    return PartKind.TEST_RESULT if tag == ItemTag.TEST else PartKind.DOCUMENT


def living_part_of(item_id: UUID) -> Part | None:
    """Return the part that this file or report is, as long as it is there; None for what lies with the whole."""
    return Part.objects.filter(item_id=item_id, destroyed_at=None).first()


def part_of(document: Document) -> Part | None:
    """Return the part that a file is; None for one of before there were parts."""
    return Part.objects.filter(item_id=document.pk).first()
