"""Gate rules that can do nothing: never asked, silenced by their own exception, or always beaten by another."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, get_args

from reglement import terms
from reglement.loading.covering import Lines, covers, lines_of, never_together
from reglement.rules.expected import Expected
from reglement.rules.gate import GateRule
from reglement.rules.needs import ChannelNeed, FormatNeed, Need, RecipientBodyNeed, ServiceNeed
from reglement.rules.ruleset import Ruleset

# Acts that have rules of their own kind: retention_rule and right_rule.
NOT_FOR_GATES: Final = frozenset({"retain", "exercise_right"})
# Needs for one word out of a list, of which a question holds one.
_ONE_WORD: Final = (ChannelNeed, FormatNeed, RecipientBodyNeed, ServiceNeed)


class Collision(NamedTuple):
    """A rule that can do nothing, by its place in the list, and what was expected there."""

    position: int
    field: str
    code: str
    expected: Expected


class Sides(NamedTuple):
    """A gate rule with the lines of its match and exception."""

    position: int
    rule: GateRule
    match: Lines
    exception: Lines | None


def collisions(ruleset: Ruleset) -> Iterator[Collision]:
    """Yield each gate rule that can never speak, never permit or never be met."""
    rules = [
        Sides(index, rule, lines_of(rule.match), lines_of(rule.except_) if rule.except_ else None)
        for index, rule in enumerate(ruleset.gate_rule)
    ]
    denies = [side for side in rules if side.rule.effect == "deny" and not side.rule.unless]
    requires = [side for side in rules if side.rule.effect == "require" and not side.rule.unless]
    for side in rules:
        yield from _never_speaks(side, ruleset)
        if side.rule.effect == "allow":
            yield from _always_beaten(side, denies)
        if side.rule.effect == "require":
            yield from _never_met(side, requires)


def _never_speaks(side: Sides, ruleset: Ruleset) -> Iterator[Collision]:
    index, rule, match, exception = side
    if NOT_FOR_GATES.intersection(rule.act):
        asked = tuple(act for act in get_args(terms.Act) if act not in NOT_FOR_GATES)
        yield Collision(index, "act", "not_for_gates", Expected("words", words=asked))
    if exception is not None and covers(exception, match):
        yield Collision(index, "except", "never_speaks", Expected("narrower"))
    named = {purpose.key for purpose in ruleset.purpose}
    binds = ruleset.purpose_binding and rule.effect == "allow" and terms.WITHOUT_PURPOSE.isdisjoint(rule.act)
    if binds and "purpose" in match and named.isdisjoint(match["purpose"]):
        yield Collision(index, "match", "unnamed_purpose", Expected("words", words=tuple(sorted(named))))


def _always_beaten(allow: Sides, denies: Sequence[Sides]) -> Iterator[Collision]:
    for deny in denies:
        if _speaks_wherever(deny, allow):
            yield Collision(allow.position, "effect", "contradiction", Expected("no_such_deny", deny.rule.id))
            return


def _never_met(side: Sides, requires: Sequence[Sides]) -> Iterator[Collision]:
    """Yield a require that asks what another, which always speaks with it, makes impossible."""
    mine = _words_asked(side.rule.needs)
    for other in requires if mine else ():
        theirs = _words_asked(other.rule.needs)
        clash = [kind for kind, words in mine if any(kind == k and words.isdisjoint(w) for k, w in theirs)]
        if clash and (other is side or _speaks_wherever(other, side)):
            yield Collision(side.position, "needs", "never_met", Expected("shared", other.rule.id, (clash[0],)))
            return


def _speaks_wherever(one: Sides, other: Sides) -> bool:
    """Say whether the first rule always speaks where the second does."""
    if not set(other.rule.act) <= set(one.rule.act) or not covers(one.match, other.match):
        return False
    if one.exception is None or never_together(one.exception, other.match):
        return True
    return other.exception is not None and covers(other.exception, one.exception)


def _words_asked(needs: Sequence[Need]) -> list[tuple[str, frozenset[str]]]:
    return [(need.kind, frozenset(need.one_of)) for need in needs if isinstance(need, _ONE_WORD)]
