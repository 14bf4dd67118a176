"""What keeps an item although its term is over: a hold on file, or a statutory term of its own."""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from reglement import terms
from reglement.deciding.calendar import ONE_DAY
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Citation, Reason, SetLimit
from reglement.deciding.retention import EndOfTerm, Item, statutory_ends, waits_for_complaint
from reglement.facts import Hold, Retention
from reglement.rules.keeping import StatutoryHold


class Held(NamedTuple):
    """A hold that works today, the day from which it no longer does, and in what form and place the item is kept."""

    reason: Reason
    article: Citation
    over_on: date | None
    limits: tuple[SetLimit, ...] = ()


def hold_of(version: CompiledRuleset, law: CompiledRuleset, item: Item, asked: Retention, on: date) -> Held | None:
    """Return the hold that counts; one that needs the item whole goes before one that a de-identified copy meets."""
    ends = _ends(version, law, item, asked)
    by_statute = [held for held in _by_statute(ends, item, asked) if held.over_on is None or held.over_on > on]
    held = [*by_statute, *_on_file(version, law, ends, asked, on)]
    return min(held, key=lambda hold: bool(hold.limits), default=None)


def last_hold(version: CompiledRuleset, law: CompiledRuleset, item: Item, asked: Retention) -> Held | None:
    """Return the hold whose known end comes last, over or not: nothing is destroyed whole before that day."""
    by_statute = _by_statute(_ends(version, law, item, asked), item, asked)
    held = [*by_statute, *(_held(law, hold) for hold in asked.holds)]
    ending = [(each.over_on, each) for each in held if each.over_on is not None and not each.limits]
    return max(ending, key=itemgetter(0))[1] if ending else None


def _ends(version: CompiledRuleset, law: CompiledRuleset, item: Item, asked: Retention) -> list[EndOfTerm]:
    return [*statutory_ends(law, item, asked.events), *statutory_ends(version, item, asked.events)]


def _by_statute(ends: list[EndOfTerm], item: Item, asked: Retention) -> Iterator[Held]:
    """Yield each statutory hold that has begun, also one that is over; without an end while a complaint is open."""
    named = next((hold.statute for hold in asked.holds if hold.kind == "statute" and hold.statute), None)
    for end in ends:
        hold = end.rule.hold
        has_begun = end.due_on is not None or waits_for_complaint(end.rule, item)
        # A text that says "by law" and names none holds only what is on file with its statute.
        statute = (hold.statute or named) if hold else None
        if hold is not None and has_begun and statute:
            until = end.due_on.isoformat() if end.due_on else None
            reason = Reason("statutory_hold", {"statute": statute, "until": until})
            yield Held(reason, end.article, end.due_on, _limits(hold, end.article))


def _on_file(
    version: CompiledRuleset, law: CompiledRuleset, ends: list[EndOfTerm], asked: Retention, on: date
) -> Iterator[Held]:
    own = [end for end in ends if end.article.ruleset == version.key]
    for hold in asked.holds:
        if hold.until is not None and hold.until < on:
            continue
        by = own[0] if hold.kind == "statute" and own else None
        held = _held(law, hold)
        if by is None or by.rule.hold is None:
            yield held
        elif not _is_over(by, hold, on):
            yield held._replace(article=by.article, limits=_limits(by.rule.hold, by.article))


def _held(law: CompiledRuleset, hold: Hold) -> Held:
    until = hold.until.isoformat() if hold.until else None
    reason = Reason("hold", {"kind": hold.kind, "statute": hold.statute, "until": until})
    # On its last day a hold still works.
    return Held(reason, _hold_article(law), hold.until + ONE_DAY if hold.until else None)


def _is_over(by: EndOfTerm, hold: Hold, on: date) -> bool:
    """Say whether the text's own statutory term for this item has ended and the hold on file names no other end."""
    return hold.until is None and by.due_on is not None and by.due_on <= on


def _limits(hold: StatutoryHold, article: Citation) -> tuple[SetLimit, ...]:
    kinds = [
        *(["deidentified"] if hold.form == "deidentified" else []),
        *(["separate_store"] if hold.store == "separate" else []),
    ]
    return tuple(SetLimit(kind, (), None, article) for kind in kinds)


def _hold_article(law: CompiledRuleset) -> Citation:
    key = law.ruleset.holding
    return law.articles[key] if key else law.default_deny("view", terms.DISCLOSING_ACTS)
