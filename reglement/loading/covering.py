"""Whether one match always fits where another does, which is how a rule can turn out to say nothing."""

from collections.abc import Mapping
from typing import Any

from reglement.rules.base import Strict
from reglement.rules.gate import SEVERAL_AT_ONCE

# What a match asks for, by line: the words of which one must fit.
Lines = Mapping[str, frozenset[Any]]


def lines_of(match: Strict | None) -> Lines:
    """Return the lines of a match that are filled in."""
    if match is None:
        return {}
    given = {name: getattr(match, name) for name in type(match).model_fields}
    return {
        name: frozenset(value) if isinstance(value, tuple) else frozenset((value,))
        for name, value in given.items()
        if value not in ((), None)
    }


def covers(wide: Lines, narrow: Lines) -> bool:
    """Say whether `wide` fits wherever `narrow` fits."""
    return all(name in narrow and narrow[name] <= words for name, words in wide.items())


def never_together(one: Lines, other: Lines) -> bool:
    """Say whether no question can fit both: some line that holds one word at a time asks for different words."""
    return any(
        name in other and name not in SEVERAL_AT_ONCE and words.isdisjoint(other[name]) for name, words in one.items()
    )
