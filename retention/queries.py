"""Reads of retention, shaped for its pages."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dossiers.models import Dossier, Part
from dossiers.queries import GoneLine, gone_from
from dossiers.terms import Carrier
from reglement.wording import term_words
from retention.models import Certificate, DossierTerm, PaperDossier, PurgeCase, Warned
from retention.moved import that_may_end
from retention.remaining import RemainsLine, lines_of_remains
from retention.services.dating import terms_ahead
from retention.telling import PartLine, changed_words, lines_of_parts
from retention.terms import TRIGGERS, Bound, Ground, Step
from ui.parts import Bar
from ui.parts import Step as ProgressStep
from vault.among import Ids
from vault.clock import AMSTERDAM, today
from vault.models import Hold
from vault.queries import held

MONTHS_AHEAD = 24
SEALED_IN_CHANGE = ("change__reason", "change__evidence")


@dataclass(frozen=True)
class CaseLine:
    """One row of the overview: no name, the dossier's number is enough."""

    id: UUID
    number: str
    service: str
    due_on: date
    step: Step | None
    article: str
    what: str
    is_held: bool
    may_approve: bool
    failure: str
    url: str


@dataclass(frozen=True)
class TermLine:
    """Why this date: a rule of the reglement, what it is about, its trigger and its term."""

    part: str
    trigger: str
    trigger_on: date | None
    term: str
    bound: str
    due_on: date | None
    article: str
    version: str
    chosen: str
    began_term: str
    began_article: str
    began_due_on: date | None
    rule_due_on: date | None
    changed: str
    statute: str
    gone_on: date | None = None


@dataclass(frozen=True)
class Keeping:
    """Everything a page says about how long one dossier is kept; `due_on` is about what lies in this program."""

    terms: list[TermLine]
    due_on: date | None
    is_gone_within: bool
    steps: list[ProgressStep]
    is_begun: bool
    holds: list[object]
    begins_on: date | None
    warned_at: datetime | None
    parts: list[PartLine]
    gone: list[GoneLine]
    remains: list[RemainsLine]
    destroyed_at: datetime | None
    # Of a part whose day has come a copy still opens elsewhere (decisions 31 and 32).
    is_copied: bool = False

    @property
    def has_date_apart(self) -> bool:
        """Say whether paper or a part has another day than the rest."""
        return bool(self.parts) or self.is_paper_apart

    @property
    def is_paper_apart(self) -> bool:
        """Say whether paper has another day than what is in this program."""
        return any(term.due_on != self.due_on for term in self.terms)

    @property
    def last_day(self) -> date | None:
        """Return the last day on which something can still be changed, once a destruction was announced."""
        return None if self.begins_on is None else self.begins_on - timedelta(days=1)

    @property
    def is_late(self) -> bool:
        """Say whether the day of the beginning has passed, because something keeps the dossier."""
        return self.begins_on is not None and self.begins_on < today()


def safes_of(dossier_id: UUID) -> list[UUID]:
    """Return the safes of a dossier that are not being destroyed: its own, its client's, and those of its parts."""
    return [safe_id for _dossier_id, safe_id in _living_safes([dossier_id])]


def is_held(dossier_id: UUID) -> bool:
    """Say whether any hold keeps this dossier from being destroyed."""
    return bool(held_among([dossier_id]))


def held_among(dossier_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these dossiers that any hold keeps from being destroyed."""
    lying = _living_safes(dossier_ids)
    kept = held([safe_id for _dossier_id, safe_id in lying])
    return frozenset(dossier_id for dossier_id, safe_id in lying if safe_id in kept)


def _living_safes(dossier_ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    ids = Ids(dossier_ids)
    living = Dossier.objects.filter(pk__among=ids, destroyed_at=None)
    parts = Part.objects.filter(dossier__among=ids, destroyed_at=None, ending=None)
    found = list(parts.values_list("dossier_id", "safe_id"))
    for dossier_id, own, of_client in living.values_list("pk", "safe_id", "traject__client__safe_id"):
        found += [(dossier_id, own), *([(dossier_id, of_client)] if of_client else [])]
    return found


def keeping_of(dossier: Dossier) -> Keeping:
    """Return the dates of one dossier with their reasons, and how far its destruction has come."""
    terms = list(
        DossierTerm.objects.filter(dossier=dossier)
        .select_related("version", "change", "part")
        .defer(*SEALED_IN_CHANGE)
        .order_by("due_on", "carrier")
    )
    case = PurgeCase.objects.of_whole(dossier.pk).first()
    wholes = {term.carrier: term for term in terms if term.part is None}
    digital = wholes.get(Carrier.DIGITAL)
    due_on = None if digital is None else digital.due_on
    papers = PaperDossier.objects.filter(dossier=dossier).values_list("destroyed_on", flat=True)
    if not papers:
        wholes.pop(Carrier.PAPER, None)
    return Keeping(
        terms=[_term_line(term, papers[0] if papers else None) for term in wholes.values()],
        due_on=due_on,
        is_gone_within=digital is not None and digital.bound == Bound.COMPLETE_WITHIN,
        steps=progress_of(case),
        is_begun=case is not None and case.is_begun,
        holds=list(holds_on(dossier)),
        begins_on=_announced_for(case),
        warned_at=None if case is None else Warned.objects.filter(case=case).aggregate(at=Max("warned_at"))["at"],
        parts=lines_of_parts(dossier, terms, due_on),
        gone=gone_from(dossier),
        remains=lines_of_remains(dossier) if dossier.traject.is_closed else [],
        destroyed_at=dossier.destroyed_at,
        is_copied=_is_copied(terms),
    )


def _is_copied(terms: Sequence[DossierTerm]) -> bool:
    ending, day = defaultdict[str, set[UUID]](set), today()
    for term in terms:
        if term.part is not None and term.part.destroyed_at is None and term.due_on and term.due_on <= day:
            ending[term.article_key].add(term.part.pk)
    return bool(ending) and that_may_end(ending.values()) != set[UUID]().union(*ending.values())


def ahead_of(dossier: Dossier) -> list[TermLine]:
    """Return by which terms a dossier will be kept once its running traject has ended; empty when it has ended."""
    return [] if dossier.traject.is_closed else [_term_line(term) for term in terms_ahead(dossier)]


def holds_on(dossier: Dossier) -> QuerySet[Hold]:
    """Return the holds that lie on a dossier, or on what is left of it, the oldest first."""
    held_by = Hold.objects.filter(safes__in=safes_of(dossier.pk), released_at=None)
    return held_by.distinct().order_by("placed_at", "id")


def _announced_for(case: PurgeCase | None) -> date | None:
    if case is None or case.is_begun or case.proposed_at is None or case.ground != Ground.TERM:
        return None
    return case.due_at.astimezone(AMSTERDAM).date()


def progress_of(case: PurgeCase | None) -> list[ProgressStep]:
    """Return the steps of a destruction; empty while there is no case.

    The next one is marked as current, but none before the beginning: a week ahead "begun" would frighten a client.
    """
    if case is None:
        return []
    done = [getattr(case, f"{step.value}_at") is not None for step in Step]
    current = done.index(False) if case.is_begun and False in done else len(done)
    words = ["done" if is_done else ("current" if place == current else "todo") for place, is_done in enumerate(done)]
    return [ProgressStep(str(step.label), word) for step, word in zip(Step, words, strict=True)]


def open_cases(dossiers: Sequence[Dossier], *, may_approve: bool) -> list[CaseLine]:
    """Return the running cases of these dossiers, the nearest date first, in a constant number of queries."""
    by_id = {dossier.pk: dossier for dossier in dossiers}
    cases = PurgeCase.objects.unfinished().filter(dossier_id__in=by_id)
    kept = held([dossier.safe_id for dossier in dossiers])
    return [_case_line(case, by_id[case.dossier_id], kept, may_approve=may_approve) for case in cases]


def latest_certificates(limit: int = 50) -> list[Certificate]:
    """Return the newest certificates without their PDF."""
    return list(Certificate.objects.defer("pdf").order_by("-issued_at", "-number")[:limit])


def bars_ahead(dossiers: Sequence[Dossier]) -> list[Bar]:
    """Return of how many of these dossiers the destruction begins in each coming month; the past counts as now."""
    first = today().replace(day=1)
    months = [_month_after(first, step) for step in range(MONTHS_AHEAD)]
    mine = DossierTerm.objects.filter(dossier__in=dossiers)
    begin = [term.begins_on for term in mine.of_wholes().only("due_on", "bound")]
    counted = Counter(max(day.replace(day=1), first) for day in begin if day is not None)
    return [Bar(date_format(day, "b"), counted[day], date_format(day, "F Y"), group=str(day.year)) for day in months]


def _month_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _term_line(term: DossierTerm, paper_gone_on: date | None = None) -> TermLine:
    return TermLine(
        part=_("alles op papier") if term.carrier == Carrier.PAPER else _("alles in dit programma"),
        trigger=str(TRIGGERS.get(term.trigger, term.trigger)),
        trigger_on=term.trigger_on,
        term=term_words(term.term),
        bound=str(term.get_bound_display()),
        due_on=term.due_on,
        article=_("art. %(label)s") % {"label": term.article_label},
        version=term.version.label,
        chosen=term.get_chosen_display() if term.chosen else "",
        began_term=term_words(term.began_term) if term.began_term else "",
        began_article=_("art. %(label)s") % {"label": term.began_article_label} if term.began_article_label else "",
        began_due_on=term.began_due_on,
        rule_due_on=term.rule_due_on,
        changed=changed_words(term.change),
        statute=term.statute,
        gone_on=paper_gone_on if term.carrier == Carrier.PAPER else None,
    )


def _case_line(case: PurgeCase, dossier: Dossier, kept: frozenset[UUID], *, may_approve: bool) -> CaseLine:
    is_kept = dossier.safe_id in kept
    return CaseLine(
        id=case.pk,
        number=dossier.number,
        service=dossier.traject.get_service_display(),
        due_on=case.due_at.astimezone(AMSTERDAM).date(),
        step=case.step,
        article=_("art. %(label)s") % {"label": case.article_label},
        what=str(case.get_covers_display()) if case.is_of_parts else "",
        is_held=is_kept,
        may_approve=may_approve and case.approved_at is None and not is_kept,
        failure=case.failure,
        url=reverse("retention:dossier", args=[dossier.number]),
    )
