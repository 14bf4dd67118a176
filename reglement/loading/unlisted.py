"""Categories that a rule names and the catalogue lacks: dropped from the list, or mistyped and silent for ever."""

from collections.abc import Iterable, Iterator
from typing import get_args

from reglement.rules.gate import GateRule
from reglement.rules.keeping import RetentionRule
from reglement.rules.needs import AnyNeed, CategoriesNeed
from reglement.rules.ruleset import Ruleset
from reglement.terms import Tag

TAGS = frozenset(get_args(Tag))


def unlisted_categories(ruleset: Ruleset) -> tuple[str, ...]:
    """Return each category key that a rule names and no catalogue item has; a text without a list may name any."""
    keys = {item.key for item in ruleset.catalogue_item}
    return tuple(dict.fromkeys(key for key in _named(ruleset) if keys and key not in keys))


def _named(ruleset: Ruleset) -> Iterator[str]:
    for rule in ruleset.gate_rule:
        yield from _matched(rule)
        yield from _closed_lists((*rule.needs, *rule.unless))
    for retention in ruleset.retention_rule:
        yield from _matched(retention)


def _matched(rule: GateRule | RetentionRule) -> Iterator[str]:
    for match in (rule.match, rule.except_):
        if match is not None:
            yield from match.category_key


def _closed_lists(needs: Iterable[object]) -> Iterator[str]:
    """Yield the keys of closed lists; a sensitivity may stand among them."""
    for need in needs:
        if isinstance(need, CategoriesNeed):
            yield from (word for word in need.within if word not in TAGS)
        elif isinstance(need, AnyNeed):
            yield from _closed_lists(need.of)
