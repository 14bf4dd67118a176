"""Deciding stored decisions again under another text: which would come out differently, and how."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from reglement import drafting
from reglement.deciding import Answers, CompiledRuleset, compile_ruleset
from reglement.deciding import Decision as Outcome
from reglement.models import Decision, Draft, ReglementVersion
from reglement.refusals import DraftInvalid
from reglement.services import current_ruleset, law_floor
from vault.clock import akkoord_now

MONTH: Final = 30
LONGEST: Final = 92
# What a page waits for; the command knows no bound.
MOST_ON_A_PAGE: Final = 20_000
SHOWN_ON_A_PAGE: Final = 200

# opens and closes: what may and may not; earlier and later: a day that moves; other: another outcome of keeping;
# articles: the same outcome on other articles or conditions.
Kind = Literal["opens", "closes", "earlier", "later", "other", "articles"]
KINDS: Final[tuple[Kind, ...]] = ("opens", "closes", "earlier", "later", "other", "articles")


class _Answer(NamedTuple):
    effect: str
    due_on: date | None
    articles: tuple[str, ...]
    unmet: tuple[str, ...]


@dataclass(frozen=True)
class Changed:
    """One stored decision that would come out differently."""

    decision_id: UUID
    decided_at: datetime
    act: str
    kind: Kind
    before: str
    after: str
    articles_before: tuple[str, ...]
    articles_after: tuple[str, ...]


@dataclass(frozen=True)
class Replay:
    """What deciding again gave: how many, which would differ, and what could not be compared."""

    since: datetime
    examined: int
    unrepeatable: int
    """Decided again under its own text, it comes out otherwise already: the stored facts say too little, or the law
    floor changed since. Not counted as different."""
    counts: Mapping[str, int]
    changed: tuple[Changed, ...]
    """The newest first, as many as were asked for."""
    is_cut: bool
    """There were more decisions than were examined."""

    @property
    def different(self) -> int:
        """Return how many would come out differently."""
        return sum(self.counts.values())


def replay_under(
    ruleset: CompiledRuleset, *, days: int = MONTH, most: int | None = None, shown: int | None = None
) -> Replay:
    """Decide the decisions of the last days again, under their own text and under this one, and compare.

    Two queries, however many decisions there are; `most` bounds how many are examined, `shown` how many are named.
    """
    since = akkoord_now() - timedelta(days=days)
    rows = Decision.objects.filter(decided_at__gte=since)
    texts = ReglementVersion.objects.filter(pk__in=rows.values("version"))
    own = {text.pk: _asked(current_ruleset(text)) for text in texts}
    under = _asked(ruleset)
    counts: Counter[str] = Counter()
    changed: list[Changed] = []
    examined = unrepeatable = 0
    is_cut = False
    for row in _newest(rows):
        if examined == most:
            is_cut = True
            break
        examined += 1
        before = own[row.version_id].to(json.dumps(row.facts))
        if before[:3] != _kept(row):
            unrepeatable += 1
            continue
        found = _compared(row, before, under.to(json.dumps(row.facts)))
        if found is not None:
            counts[found.kind] += 1
            if shown is None or len(changed) < shown:
                changed.append(found)
    return Replay(since, examined, unrepeatable, counts, tuple(changed), is_cut)


def text_of_draft(draft: Draft) -> CompiledRuleset:
    """Return the rules of a draft, ready to be asked; raises DraftInvalid while something in it is wrong."""
    ruleset = drafting.check_draft(draft.document).ruleset
    if ruleset is None:
        raise DraftInvalid
    return compile_ruleset(ruleset, law_floor())


def _asked(text: CompiledRuleset) -> "Answers[_Answer]":
    return Answers(text, law_floor(), told=_answer)


def _newest(rows: QuerySet[Decision]) -> Iterator[Decision]:
    columns = ("pk", "decided_at", "act", "effect", "version_id", "facts", "articles", "due_on")
    return rows.only(*columns).order_by("-decided_at", "-pk").iterator(chunk_size=2000)


def _answer(outcome: Outcome) -> _Answer:
    unmet = () if outcome.allowed else tuple(sorted(condition.key for condition in outcome.unmet))
    return _Answer(outcome.effect, outcome.due_on, tuple(_cited(outcome.as_dict()["articles"])), unmet)


def _kept(row: Decision) -> tuple[str, date | None, tuple[str, ...]]:
    return row.effect, row.due_on, tuple(_cited(row.articles))


def _cited(articles: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    return (str(article["label"]) for article in articles)


def _compared(row: Decision, before: _Answer, after: _Answer) -> Changed | None:
    if before == after:
        return None
    return Changed(
        decision_id=row.pk,
        decided_at=row.decided_at,
        act=row.act,
        kind=_kind(before, after),
        before=before.effect,
        after=after.effect,
        articles_before=before.articles,
        articles_after=after.articles,
    )


def _kind(before: _Answer, after: _Answer) -> Kind:
    if (before.effect, after.effect) == ("deny", "allow"):
        return "opens"
    if (before.effect, after.effect) == ("allow", "deny"):
        return "closes"
    if before.effect != after.effect:
        return "other"
    if before.due_on != after.due_on and before.due_on and after.due_on:
        return "earlier" if after.due_on < before.due_on else "later"
    return "other" if before.due_on != after.due_on else "articles"
