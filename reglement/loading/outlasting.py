"""Retention rules that can do nothing: always silent, or always later than a shorter rule about the same."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from reglement import terms
from reglement.deciding.calendar import end_of
from reglement.loading.colliding import Collision
from reglement.loading.covering import Lines, covers, lines_of
from reglement.rules.expected import Expected
from reglement.rules.keeping import RetentionRule
from reglement.rules.ruleset import Ruleset

# Two terms are compared from these days; a leap year and a long month can turn P1M and P30D round.
_DAYS: Final = (date(2023, 1, 31), date(2024, 2, 1), date(2025, 7, 15))


class Sides(NamedTuple):
    """A retention rule with the lines of its match and exception."""

    position: int
    rule: RetentionRule
    match: Lines
    exception: Lines | None


def outlasted(ruleset: Ruleset) -> Iterator[Collision]:
    """Yield each retention rule that never sets an end, and each that says two things at once."""
    rules = [
        Sides(index, rule, lines_of(rule.match), lines_of(rule.except_) if rule.except_ else None)
        for index, rule in enumerate(ruleset.retention_rule)
    ]
    plain = [side for side in rules if side.rule.hold is None]
    for side in rules:
        yield from _says_nothing(side)
    for side in plain:
        yield from _never_decides(side, plain)


def _says_nothing(side: Sides) -> Iterator[Collision]:
    index, rule, match, exception = side
    if exception is not None and covers(exception, match):
        yield Collision(index, "except", "never_speaks", Expected("narrower"))
    choices = [option.choice for option in rule.closing_choice]
    if len(choices) > len(set(choices)):
        yield Collision(index, "closing_choice", "contradiction", Expected("each_once"))
    if rule.extend_at_most and "extend" not in rule.client_override:
        yield Collision(index, "extend_at_most", "empty_rule", Expected("override", words=("extend",)))
    if rule.decided_end and rule.hold is not None:
        yield Collision(index, "decided_end", "empty_rule", Expected("no_hold"))
    if rule.override_conditions and "conditional_delete" not in rule.client_override:
        yield Collision(
            index, "override_conditions", "empty_rule", Expected("override", words=("conditional_delete",))
        )


def _never_decides(side: Sides, others: list[Sides]) -> Iterator[Collision]:
    """Yield a rule that a shorter one about the same items, from the same event, always beats."""
    for shorter in others:
        if shorter is side or not _speaks_wherever(shorter, side) or not _always_earlier(shorter.rule, side.rule):
            continue
        same = shorter.match == side.match and shorter.exception == side.exception
        code, how = ("contradiction", "one_term") if same else ("never_decides", "except_on")
        yield Collision(side.position, "term", code, Expected(how, shorter.rule.id))
        return


def _speaks_wherever(one: Sides, other: Sides) -> bool:
    later = set(one.rule.or_later) <= set(other.rule.or_later)
    if one.rule.trigger != other.rule.trigger or not later or not covers(one.match, other.match):
        return False
    if one.exception is None:
        return True
    return other.exception is not None and covers(other.exception, one.exception)


def _always_earlier(shorter: RetentionRule, longer: RetentionRule) -> bool:
    if shorter.closing_choice or longer.closing_choice or not _may_clash(shorter, longer):
        return False
    terms_given = (shorter.term, longer.term)
    if None in terms_given or terms.UNSET in terms_given:
        return False
    return all(_end(shorter, day) < _end(longer, day) for day in _DAYS)


def _may_clash(shorter: RetentionRule, longer: RetentionRule) -> bool:
    """Say whether both mean their term alike: "as a rule two years, five at most" is one thing said twice."""
    return shorter.bound != "as_a_rule" or longer.bound == "as_a_rule"


def _end(rule: RetentionRule, day: date) -> date:
    return end_of(day, rule.term or "", rule.round_up)
