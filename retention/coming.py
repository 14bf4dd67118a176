"""What a version that does not hold yet would do to dates; nothing is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dossiers.models import Dossier
from dossiers.terms import Carrier
from reglement.deciding import CompiledRuleset
from reglement.deciding.succeeding import term_by_versions
from reglement.models import ReglementVersion
from reglement.services import current_ruleset, versions_since
from retention.models import DossierTerm, PurgeCase, latest_choices
from retention.services.dating import end_of_whole, item_of


@dataclass(frozen=True)
class EarlierDate:
    """A part of a closed dossier that must be gone earlier than was computed."""

    dossier: str
    carrier: str
    was: date | None
    becomes: date
    article: str


@dataclass(frozen=True)
class ShorterTerm:
    """A part of a running dossier for which a shorter term will count when it ends."""

    dossier: str
    carrier: str
    was: str
    becomes: str


def earlier_dates(candidate: ReglementVersion) -> list[EarlierDate]:
    """Return what of closed dossiers becomes due earlier under this version, the first date first."""
    stored = {
        (term.dossier_id, term.carrier): term.due_on
        for term in DossierTerm.objects.filter(dossier__destroyed_at=None).only("dossier_id", "carrier", "due_on")
    }
    kept = list(_kept(candidate, closed=True))
    choices = latest_choices(dossier.pk for dossier, _texts in kept)
    found = []
    for dossier, texts in kept:
        chosen = choices[dossier.pk].counts_as if dossier.pk in choices else None
        for carrier in Carrier.values:
            end = end_of_whole(dossier.traject, carrier, texts, chosen=chosen)
            was = stored.get((dossier.pk, carrier))
            if end is not None and end.end.due_on is not None and (was is None or end.end.due_on < was):
                label = end.end.article.label
                found.append(EarlierDate(dossier.number, carrier, was, end.end.due_on, label))
    return sorted(found, key=lambda each: (each.becomes, each.dossier, each.carrier))


def shorter_terms(candidate: ReglementVersion) -> list[ShorterTerm]:
    """Return of running dossiers for what a shorter term will count under this version."""
    found = []
    for dossier, texts in _kept(candidate, closed=False):
        for carrier in Carrier.values:
            item = item_of(dossier.traject, carrier, chosen=None)
            was, becomes = term_by_versions(texts[:-1], item), term_by_versions(texts, item)
            if was is None or becomes is None or becomes.text.sha256 == was.text.sha256 or becomes.end.due_on is None:
                continue
            found.append(ShorterTerm(dossier.number, carrier, was.end.rule.term or "", becomes.end.rule.term or ""))
    return found


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
