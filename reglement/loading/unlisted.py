"""Categories that a rule names and the catalogue lacks: dropped from the list, or mistyped and silent for ever."""

from collections.abc import Iterable, Iterator
from typing import get_args

from reglement.loading.checking import Finding
from reglement.rules.expected import Expected
from reglement.rules.needs import AnyNeed, CategoriesNeed
from reglement.rules.ruleset import Ruleset
from reglement.rules.shapes import Place
from reglement.terms import Tag

TAGS = frozenset(get_args(Tag))


def unlisted_categories(ruleset: Ruleset) -> Iterator[Finding]:
    """Yield each place where a rule names a category that no catalogue item has; without a list any may be named."""
    keys = tuple(item.key for item in ruleset.catalogue_item)
    for part in ("gate_rule", "retention_rule") if keys else ():
        for index, rule in enumerate(getattr(ruleset, part)):
            for place, key in _named(rule):
                if key not in keys:
                    listed = Expected("listed_category", rule.id, keys)
                    yield Finding((part, index, *place), "unlisted_category", listed)


def _named(rule: object) -> Iterator[tuple[Place, str]]:
    for line in ("match", "except"):
        match = getattr(rule, "except_" if line == "except" else line)
        for position, key in enumerate(match.category_key if match is not None else ()):
            yield (line, "category_key", position), key
    for field in ("needs", "unless"):
        yield from _closed_lists((field,), getattr(rule, field, ()))


def _closed_lists(place: Place, needs: Iterable[object]) -> Iterator[tuple[Place, str]]:
    """Yield the keys of closed lists; a sensitivity may stand among them."""
    for index, need in enumerate(needs):
        if isinstance(need, CategoriesNeed):
            for position, word in enumerate(need.within):
                if word not in TAGS:
                    yield (*place, index, "within", position), word
        elif isinstance(need, AnyNeed):
            yield from _closed_lists((*place, index, "of"), need.of)
