"""The holes of a text and the organisation's own choices that fill them."""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from reglement.rules.base import Strict
from reglement.rules.ruleset import Ruleset
from reglement.terms import UNSET

LISTS_WITH_HOLES: Final = ("gate_rule", "retention_rule", "residual_rule", "right_rule", "notice_rule", "measure")


# What no rule fills yet stands under the part of the file where it belongs.
DEFAULT_DENY: Final = "default_deny"
NO_END: Final = "retention_rule"


class Hole(NamedTuple):
    """A place that the text leaves open and that must be filled before activation."""

    rule: str
    """Id of the rule; of what no rule says, the part of the file where one is missing."""
    field: str
    """The open field; the missing article of default_deny; or the carrier, and which category on it, has no end."""
    article: str


class NoSuchHole(Exception):
    """A choice points at a rule or field where the text leaves nothing open."""

    def __init__(self, position: int, rule: str, field: str) -> None:
        """Keep which choice it is and what it points at."""
        super().__init__(f"{rule}.{field}")
        self.position, self.rule, self.field = position, rule, field


def holes_of(ruleset: Ruleset) -> tuple[Hole, ...]:
    """Return what the text leaves open and no choice has filled."""
    filled = {(choice.rule, choice.field) for choice in ruleset.organisation_choice}
    return tuple(hole for hole in _all_holes(ruleset) if (hole.rule, hole.field) not in filled)


def apply_choices(ruleset: Ruleset) -> Ruleset:
    """Return the ruleset with every choice in its place; raises NoSuchHole."""
    if not ruleset.organisation_choice:
        return ruleset
    open_places = {(hole.rule, hole.field) for hole in _all_holes(ruleset)}
    document = ruleset.model_dump(mode="json", by_alias=True)
    for position, choice in enumerate(ruleset.organisation_choice):
        if (choice.rule, choice.field) not in open_places:
            raise NoSuchHole(position, choice.rule, choice.field)
        _put(document, choice.rule, choice.field, choice.value)
    return Ruleset.model_validate_json(json.dumps(document))


def _all_holes(ruleset: Ruleset) -> Iterator[Hole]:
    for name in LISTS_WITH_HOLES:
        for rule in getattr(ruleset, name):
            for field in _unset_fields(rule):
                yield Hole(rule.id, field, rule.article)


def _unset_fields(model: Strict) -> Iterator[str]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if value == UNSET:
            yield name
        elif isinstance(value, Strict):
            yield from (f"{name}.{inner}" for inner in _unset_fields(value))
        elif isinstance(value, tuple):
            for index, entry in enumerate(value):
                if isinstance(entry, Strict):
                    yield from (f"{name}.{index}.{inner}" for inner in _unset_fields(entry))


def _put(document: dict[str, Any], rule_id: str, field: str, value: str) -> None:
    rules = [rule for name in LISTS_WITH_HOLES for rule in document[name]]
    place: Any = next(rule for rule in rules if rule["id"] == rule_id)
    *way, last = field.split(".")
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
