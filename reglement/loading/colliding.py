"""Gate rules that can do nothing: silenced by their own exception, or always beaten by a deny."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from reglement.rules.gate import GateRule, Match


class Collision(NamedTuple):
    """A gate rule that can do nothing, by its place in the list, and what was expected there."""

    position: int
    field: str
    code: str
    expected: str


def collisions(rules: Sequence[GateRule]) -> Iterator[Collision]:
    """Yield each gate rule that can never speak or never permit."""
    for index, rule in enumerate(rules):
        if rule.except_ is not None and _always_fits(rule.except_, rule.match):
            yield Collision(index, "except", "never_speaks", "an exception that is narrower than the match")
        if rule.effect == "allow":
            for deny in rules:
                if _always_beats(deny, rule):
                    yield Collision(index, "effect", "contradiction", f"no deny on the same match, as {deny.id}")


def _always_fits(exception: Match, match: Match) -> bool:
    asked, given = _lines(exception), _lines(match)
    return all(name in given and _within(given[name], asked[name]) for name in asked)


def _always_beats(deny: GateRule, allow: GateRule) -> bool:
    same = deny.match == allow.match and deny.except_ == allow.except_
    return deny.effect == "deny" and not deny.unless and same and set(allow.act) <= set(deny.act)


def _within(given: Any, asked: Any) -> bool:
    if isinstance(given, tuple) and isinstance(asked, tuple):
        return set(given) <= set(asked)
    return bool(given == asked)


def _lines(match: Match) -> dict[str, Any]:
    return {name: getattr(match, name) for name in match.model_fields_set}
