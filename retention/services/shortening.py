"""Bringing forward the end of what remained, when a later version of the reglement lets less remain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count

from audit.services.recording import Entry, record_many
from audit.terms import Word
from reglement.models import ReglementVersion
from reglement.services import current_ruleset, versions_since
from retention.models import ResidualRecord
from retention.remaining import EndUnder, end_under
from ui.sweeping import one_by_one
from vault.clock import today


@dataclass(frozen=True)
class KeptAlike:
    """Lines that were kept under one rule and end on one day; they share every end that a later text gives."""

    rule: str
    version: ReglementVersion
    counts_from: date
    due_on: date
    lines: int


def remains_kept() -> Iterator[KeptAlike]:
    """Yield the lines whose end is still to come, those together that share it."""
    shared = ("rule", "version", "counts_from", "due_on")
    lines = ResidualRecord.objects.filter(due_on__gt=today()).values_list(*shared).annotate(lines=Count("pk"))
    rows = list(lines.order_by(*shared))
    versions = ReglementVersion.objects.in_bulk({version_id for _rule, version_id, *_rest in rows})
    for rule, version_id, counts_from, due_on, number in rows:
        yield KeptAlike(rule, versions[version_id], counts_from, due_on, number)


def end_of_remains(kept: KeptAlike, texts: Sequence[ReglementVersion]) -> EndUnder | None:
    """Return the earlier end that these texts give to such lines, or None."""
    rules = current_ruleset(kept.version).ruleset.residual_rule
    rule = next((rule for rule in rules if rule.id == kept.rule), None)
    return end_under(rule, kept.counts_from, kept.due_on, map(current_ruleset, texts)) if rule else None


def shorten_remains() -> int:
    """Bring forward the end of lines that later versions give a shorter term or none; returns how many. Run it again.

    A hold lets a line stay where it lies; its end is brought forward all the same. Raises an ExceptionGroup of what
    failed alone.
    """
    ended = [(kept, end) for kept in remains_kept() if (end := _end_since(kept)) is not None]
    return sum(one_by_one(lambda one: _shorten(*one), ended, name=lambda one: one[0].rule))


def _end_since(kept: KeptAlike) -> EndUnder | None:
    _own, *later = versions_since(kept.version)
    return end_of_remains(kept, later)


@transaction.atomic
def _shorten(kept: KeptAlike, end: EndUnder) -> int:
    alike = {"rule": kept.rule, "version": kept.version, "counts_from": kept.counts_from, "due_on": kept.due_on}
    # Nothing remains for less than a day, so the day after it was kept is the first on which it can end.
    first = ResidualRecord.objects.filter(**alike, due_on__gt=end.until)
    rows = list(first.order_by("pk").select_for_update(of=("self",)).defer("content"))
    moved = [row for row in rows if max(end.until, row.kept_on + timedelta(days=1)) < row.due_on]
    for row in moved:
        until = max(end.until, row.kept_on + timedelta(days=1))
        ResidualRecord.objects.filter(pk=row.pk).update(due_on=until)
    record_many([_told(row, end) for row in moved])
    return len(moved)


def _told(row: ResidualRecord, end: EndUnder) -> Entry:
    return Entry(
        event=Word.REMAINS_SHORTENED,
        role="system",
        object_type=row._meta.label_lower,
        object_id=row.pk,
        article=end.article or row.article_label,
    )
