"""What a version that does not hold yet would do to dates; nothing is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dossiers.models import Dossier, Part
from dossiers.terms import Carrier
from reglement.deciding import CompiledRuleset
from reglement.deciding.succeeding import term_by_versions
from reglement.models import ReglementVersion
from reglement.services import current_ruleset, versions_since
from retention.models import DossierTerm, PurgeCase, latest_choices
from retention.services.dating import end_of_part, end_of_whole, item_of, items_of
from retention.services.shortening import end_of_remains, remains_kept

Stored = dict[tuple[UUID, str, UUID | None], date | None]


@dataclass(frozen=True)
class EarlierDate:
    """A closed dossier that must be gone earlier than was computed, or what of it is of one category."""

    dossier: str
    carrier: str
    was: date | None
    becomes: date
    article: str
    category: str = ""

    @property
    def part(self) -> str:
        """Return the word by which both keys of a version are bound to this date."""
        return f"{self.carrier}: {self.category}" if self.category else self.carrier


@dataclass(frozen=True, order=True)
class EarlierRemains:
    """Lines that remained of destroyed dossiers and must be gone earlier; how many, and the article, "" for none."""

    becomes: date
    was: date
    rule: str
    lines: int
    article: str


@dataclass(frozen=True)
class ShorterTerm:
    """A running dossier for which a shorter term will count, or what of it is of one category."""

    dossier: str
    carrier: str
    was: str
    becomes: str
    category: str = ""


def earlier_dates(candidate: ReglementVersion) -> list[EarlierDate]:
    """Return what of closed dossiers becomes due earlier under this version, the first date first."""
    kept = list(_kept(candidate, closed=True))
    ids = [dossier.pk for dossier, _texts in kept]
    choices, stored, parts = latest_choices(ids), _stored(ids), _parts_of(ids)
    found: set[EarlierDate] = set()
    for dossier, texts in kept:
        chosen = choices[dossier.pk].counts_as if dossier.pk in choices else None
        for carrier in Carrier.values:
            end = end_of_whole(dossier.traject, carrier, texts, chosen=chosen)
            was = stored.get((dossier.pk, carrier, None))
            if end is not None and end.end.due_on is not None and (was is None or end.end.due_on < was):
                label = end.end.article.label
                found.add(EarlierDate(dossier.number, carrier, was, end.end.due_on, label))
        found |= _earlier_parts(dossier, texts, chosen, parts.get(dossier.pk, []), stored)
    return sorted(found, key=lambda each: (each.becomes, each.dossier, each.carrier, each.category))


def earlier_remains(candidate: ReglementVersion) -> list[EarlierRemains]:
    """Return what remained of destroyed dossiers and ends earlier under this version, the first date first."""
    found = ((kept, end_of_remains(kept, [candidate])) for kept in remains_kept())
    ended = [(kept, end) for kept, end in found if end is not None]
    return sorted(EarlierRemains(end.until, kept.due_on, kept.rule, kept.lines, end.article) for kept, end in ended)


def _earlier_parts(
    dossier: Dossier, texts: Sequence[CompiledRuleset], chosen: str | None, parts: Sequence[Part], stored: Stored
) -> set[EarlierDate]:
    """Return the parts that end earlier, by a rule about them and not because the whole does."""
    whole = end_of_whole(dossier.traject, Carrier.DIGITAL, texts, chosen=chosen)
    whole_on = whole.end.due_on if whole else None
    found = set()
    for part in parts:
        ended = end_of_part(dossier.traject, part, texts, chosen=chosen)
        was = stored.get((dossier.pk, Carrier.DIGITAL, part.pk), stored.get((dossier.pk, Carrier.DIGITAL, None)))
        becomes = ended.end.due_on if ended else None
        if ended is None or becomes is None or becomes == whole_on or (was is not None and becomes >= was):
            continue
        label = ended.end.article.label
        found.add(EarlierDate(dossier.number, Carrier.DIGITAL, was, becomes, label, ended.item.category or ""))
    return found


def _stored(dossier_ids: Sequence[UUID]) -> Stored:
    terms = DossierTerm.objects.filter(dossier__in=dossier_ids).values_list("dossier", "carrier", "part", "due_on")
    return {(dossier_id, carrier, part_id): due_on for dossier_id, carrier, part_id, due_on in terms}


def _parts_of(dossier_ids: Sequence[UUID]) -> dict[UUID, list[Part]]:
    """Return per dossier the parts that are there, save what a statute keeps whatever a text says."""
    there = Part.objects.filter(dossier__in=dossier_ids, destroyed_at=None, ending=None)
    by_dossier: dict[UUID, list[Part]] = {}
    for part in there.exclude(terms__in=DossierTerm.objects.exclude(statute="")):
        by_dossier.setdefault(part.dossier_id, []).append(part)
    return by_dossier


def shorter_terms(candidate: ReglementVersion) -> list[ShorterTerm]:
    """Return of running dossiers for what a shorter term will count under this version, each once."""
    kept = list(_kept(candidate, closed=False))
    parts = _parts_of([dossier.pk for dossier, _texts in kept])
    found: dict[ShorterTerm, None] = {}
    for dossier, texts in kept:
        wholes = [(carrier, [item_of(dossier.traject, carrier, chosen=None)]) for carrier in Carrier.values]
        apart = [
            (Carrier.DIGITAL.value, items_of(dossier.traject, part, chosen=None)) for part in parts.get(dossier.pk, [])
        ]
        told: set[str] = set()
        for carrier, items in (*wholes, *apart):
            was, becomes = term_by_versions(texts[:-1], *items), term_by_versions(texts, *items)
            if was is None or becomes is None or becomes.text.sha256 == was.text.sha256 or becomes.end.due_on is None:
                continue
            category = becomes.item.category or ""
            if category and becomes.end.rule.id in told:
                continue
            told.add(becomes.end.rule.id)
            terms = was.end.rule.term or "", becomes.end.rule.term or ""
            found[ShorterTerm(dossier.number, carrier, *terms, category)] = None
    return list(found)


def _kept(candidate: ReglementVersion, *, closed: bool) -> Iterator[tuple[Dossier, Sequence[CompiledRuleset]]]:
    """Yield each dossier that is still there with the texts that would count for it, the candidate last."""
    begun = PurgeCase.objects.of_wholes().filter(intent_at__isnull=False).values("dossier_id")
    kept = Dossier.objects.filter(destroyed_at=None, traject__closed_at__isnull=not closed).exclude(pk__in=begun)
    texts: dict[UUID, list[CompiledRuleset]] = {}
    rows = kept.select_related("traject__opdrachtgever", "traject__reglement_version").order_by("number")
    for dossier in rows.defer("traject__reglement_version__document"):
        version = dossier.traject.reglement_version
        if version.pk not in texts:
            since = [*versions_since(version), candidate]
            texts[version.pk] = [current_ruleset(each) for each in since]
        yield dossier, texts[version.pk]
