"""What pages tell of the parts of a dossier: how much of what there is, and what is no longer there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.catalogue import labels_of
from dossiers.models import Dossier, Note, Part
from dossiers.models.parts import DataKind
from dossiers.terms import PartKind
from ui.listing import enumerated
from vault.clock import AMSTERDAM


@dataclass(frozen=True)
class GoneLine:
    """Items of one kind that were destroyed on one day, and the certificate that proves it."""

    what: str
    destroyed_on: date
    certificate: str

    @property
    def proof(self) -> str:
        """Return the certificate as people cite it."""
        return _("certificaat %(number)s") % {"number": self.certificate} if self.certificate else ""


def gone_from(dossier: Dossier, seen: Q | None = None, kinds: Collection[str] = PartKind.values) -> list[GoneLine]:
    """Return what was destroyed of a dossier that is there, newest first; `seen` says which parts the reader may know.

    What went by the same certificate and held the same kinds of data stands on one line.
    """
    return gone_from_each([dossier], seen, kinds)


def gone_from_each(
    dossiers: Collection[Dossier], seen: Q | None = None, kinds: Collection[str] = PartKind.values
) -> list[GoneLine]:
    """Return the same of several dossiers of one client, in one query."""
    by_id = {dossier.pk: dossier for dossier in dossiers}
    found = Part.objects.filter(dossier__in=by_id, kind__in=kinds, destroyed_at__isnull=False)
    known = found.exclude(category="", categories__isnull=True).filter(seen or Q())
    counts: dict[tuple[date, str, tuple[DataKind, ...], str, UUID], int] = defaultdict(int)
    for part in known.order_by("-destroyed_at", "category", "kind"):
        if part.destroyed_at is not None:
            day = part.destroyed_at.astimezone(AMSTERDAM).date()
            counts[day, part.kind, part.data_kinds, part.certificate_number, part.dossier_id] += (
                part.destroyed_items or 0
            )
    labels = {dossier_id: labels_of(by_id[dossier_id].traject) for *_facts, dossier_id in counts}
    return [
        GoneLine(words_for(kind, count, _in_words(data_kinds, labels[dossier_id])), day, certificate)
        for (day, kind, data_kinds, certificate, dossier_id), count in counts.items()
        if count
    ]


def kinds_in(part: Part, labels: Mapping[str, str]) -> str:
    """Return what kinds of data lie in a part, as people call them; `labels` by key of the category."""
    return _in_words(part.data_kinds, labels)


def items_in(parts: Iterable[Part]) -> dict[Part, int]:
    """Return how many items lie in each of these parts that are there: a file or report is one, notes are counted."""
    known = list(parts)
    groups = {part.safe_id: part for part in known if part.item_id is None}
    counted = {part: int(part.item_id is not None) for part in known}
    if groups:
        for safe_id in Note.objects.filter(safe__in=groups).values_list("safe_id", flat=True):
            counted[groups[safe_id]] += 1
    return counted


def words_for(kind: str, count: int, category: str) -> str:
    """Return "3 documenten: brieven", as people say it."""
    if kind == PartKind.NOTES:
        words = ngettext("%(count)s notitie: %(category)s", "%(count)s notities: %(category)s", count)
    elif kind == PartKind.REPORT:
        words = ngettext("%(count)s rapport: %(category)s", "%(count)s rapporten: %(category)s", count)
    else:
        words = ngettext("%(count)s document: %(category)s", "%(count)s documenten: %(category)s", count)
    return words % {"count": count, "category": category or _("niet meer bekend")}


def _in_words(data_kinds: Iterable[DataKind], labels: Mapping[str, str]) -> str:
    return enumerated(labels.get(one.category, one.category) for one in data_kinds)
