"""Which entries of a text carry each of its articles, read from the text itself: it works for any version."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from reglement.rules.base import Strict
from reglement.rules.ruleset import Ruleset
from reglement.trace.places import find, name_of

# The articles themselves, what the version is called, choices (they belong to the rule they fill), and the closing
# articles, which have no article beside them but are one each.
_NO_CARRIERS = frozenset({"articles", "default_deny", "metadata", "organisation_choice"})


class Carrier(NamedTuple):
    """One entry that carries an article: its place, the part of the text it stands in, and the entry."""

    place: str
    part: str
    entry: Strict | str


def carriers_of(ruleset: Ruleset) -> dict[str, tuple[Carrier, ...]]:
    """Return for the key of each article what carries it, in the order of the rule form."""
    carried: defaultdict[str, list[Carrier]] = defaultdict(list)
    for carrier, articles in _all(ruleset):
        for key in dict.fromkeys(articles):
            carried[key].append(carrier)
    return {key: tuple(found) for key, found in carried.items()}


def _all(ruleset: Ruleset) -> Iterator[tuple[Carrier, tuple[str, ...]]]:
    for name in ("disclosure", "access"):
        if key := getattr(ruleset.default_deny, name):
            yield Carrier(f"default_deny:{name}", "default_deny", name), (key,)
    for part in Ruleset.model_fields:
        value = getattr(ruleset, part)
        if part in _NO_CARRIERS or not value:
            continue
        if isinstance(value, tuple):
            for entry in value:
                yield Carrier(f"{part}:{name_of(entry)}", part, entry), _articles_of(entry)
        else:
            yield Carrier(part, part, value), (value,) if isinstance(value, str) else _articles_of(value)


def _articles_of(entry: Strict) -> tuple[str, ...]:
    ways = (entry, *getattr(entry, "closing_choice", ()))
    own = [getattr(entry, "override_article", None), *(getattr(each, "article", None) for each in ways)]
    return (*filter(None, own), *getattr(entry, "also", ()), *getattr(entry, "articles", ()))


def is_the_same(place: str, one: Ruleset, other: Ruleset) -> bool:
    """Say whether two texts have the same entry at this place, so that what proves the one proves the other."""
    mine, theirs = find(one, place), find(other, place)
    return mine is not None and theirs is not None and mine.entry == theirs.entry
