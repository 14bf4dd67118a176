"""Where a text says otherwise than the law floor: never refused, since the law prevails, but told to who writes it."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from reglement.rules.gate import GateRule, Match
from reglement.rules.ruleset import Ruleset

Kind = Literal["law_forbids", "law_obliges"]


class Clash(NamedTuple):
    """A gate rule of a text that the law floor goes before, by its place in the list."""

    position: int
    rule: str
    article: str
    law: str
    """Key of the article of the law floor."""
    kind: Kind


def against_law(ruleset: Ruleset, law: Ruleset) -> Iterator[Clash]:
    """Yield each rule that names what the law forbids or obliges and says the contrary, unless the text admits it.

    A rule that is wider than the law, without naming it, is no clash: the law only narrows it.
    """
    admitted = {(conflict.article, key) for conflict in ruleset.law_conflict for key in conflict.law}
    for position, rule in enumerate(ruleset.gate_rule):
        for above in law.gate_rule:
            kind = _contrary(rule, above)
            if kind and _names(rule, above) and (rule.article, above.article) not in admitted:
                yield Clash(position, rule.id, rule.article, above.article, kind)


def _contrary(rule: GateRule, above: GateRule) -> Kind | None:
    if (rule.effect, above.effect) == ("allow", "deny"):
        return "law_forbids"
    if (rule.effect, above.effect) == ("deny", "allow") and not rule.unless:
        return "law_obliges"
    return None


def _names(rule: GateRule, above: GateRule) -> bool:
    """Say whether the rule names at least a part of what the law is about, in every line of the law."""
    asked = _lines(above.match)
    given = _lines(rule.match)
    is_about = bool(asked) and bool(set(rule.act) & set(above.act))
    is_named = all(name in given and _meet(given[name], asked[name]) for name in asked)
    return is_about and is_named and not _is_excepted(given, above.except_)


def _is_excepted(given: dict[str, Any], exception: Match | None) -> bool:
    """Say whether the law is silent wherever the rule speaks."""
    if exception is None:
        return False
    silent = _lines(exception)
    return bool(silent) and all(name in given and _within(given[name], silent[name]) for name in silent)


def _meet(given: Any, asked: Any) -> bool:
    if isinstance(given, tuple) and isinstance(asked, tuple):
        return not set(given).isdisjoint(asked)
    return bool(given == asked)


def _within(given: Any, asked: Any) -> bool:
    if isinstance(given, tuple) and isinstance(asked, tuple):
        return set(given) <= set(asked)
    return bool(given == asked)


def _lines(match: Match) -> dict[str, Any]:
    return {name: value for name in type(match).model_fields if (value := getattr(match, name)) not in ((), None)}
