"""Terms: which rule governs an item, when its term ends, and why."""

from datetime import date
from typing import NamedTuple

from reglement import terms
from reglement.deciding.calendar import add_term, round_up
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Citation
from reglement.facts import Events
from reglement.rules.keeping import KeepingMatch, RetentionRule


class Item(NamedTuple):
    """What is kept: a slice of a dossier by carrier and category; None means the whole, or not known."""

    carrier: str | None = None
    category: str | None = None
    tag: str | None = None
    service: str | None = None
    principal_kind: str | None = None


class EndOfTerm(NamedTuple):
    """When an item must be gone, and by which rule; `due_on` is None while the term has not started."""

    rule: RetentionRule
    article: Citation
    started_on: date | None
    due_on: date | None
    own_choice: bool


def end_of_term(text: CompiledRuleset, item: Item, events: Events) -> EndOfTerm | None:
    """Return the end that protects the client most among the rules about this item; None when no rule speaks.

    A rule whose trigger has not happened only counts when no other has started.
    """
    ends = [
        _end_by(text, rule, article, events)
        for rule, article in text.retention
        if rule.hold is None and _is_about(rule.match, item)
    ]
    started = [end for end in ends if end.due_on is not None]
    if started:
        return min(started, key=lambda end: end.due_on or date.max)
    return ends[0] if ends else None


def statutory_ends(text: CompiledRuleset, item: Item, events: Events) -> list[EndOfTerm]:
    """Return the terms during which a statute obliges to keep this item."""
    return [
        _end_by(text, rule, article, events)
        for rule, article in text.retention
        if rule.hold is not None and _is_about(rule.match, item)
    ]


def _is_about(match: KeepingMatch, item: Item) -> bool:
    pairs = (
        (match.carrier, item.carrier),
        (match.category_tag, item.tag),
        (match.category_key, item.category),
        (match.service, item.service),
        (match.principal_kind, item.principal_kind),
    )
    return all(not accepted or value in accepted for accepted, value in pairs)


def _end_by(text: CompiledRuleset, rule: RetentionRule, article: Citation, events: Events) -> EndOfTerm:
    started_on: date | None = getattr(events, rule.trigger)
    own_choice = any(choice.field == "term" for choice in text.choices.get(rule.id, ()))
    if started_on is None or rule.term is None or rule.term == terms.UNSET:
        return EndOfTerm(rule, article, started_on, None, own_choice)
    due_on = round_up(add_term(started_on, rule.term), rule.round_up)
    return EndOfTerm(rule, article, started_on, due_on, own_choice)
