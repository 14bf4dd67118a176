"""What a text gives no end: a carrier or a category of data about which every rule is silent, or waits for ever."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, get_args

from reglement import terms
from reglement.loading.covering import Lines, lines_of
from reglement.rules.ruleset import Ruleset
from reglement.rules.wordlists import CatalogueItem

# What is known of the words of an item; None is a word that no rule names, or that nobody knows.
Known = Mapping[str, str | None]
Ways = Mapping[str, tuple[str | None, ...]]


class Endless(NamedTuple):
    """Something without an end: what lies on this carrier as a whole, or one category of it."""

    carrier: str
    category: str | None


class _Sides(NamedTuple):
    match: Lines
    exception: Lines | None


_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "service": get_args(terms.ServiceType),
    "principal_kind": get_args(terms.RecipientKind),
    "content_kind": get_args(terms.ContentKind),
    "source": get_args(terms.Source),
    "outcome": get_args(terms.Outcome),
}
# The house always knows these two; of the dossier as a whole it knows no more.
_OF_THE_WHOLE: Final = ("service", "principal_kind")


def without_end(ruleset: Ruleset) -> tuple[Endless, ...]:
    """Return the carriers and categories of which something can exist that no rule of this text ever ends.

    A term counts only when the event that starts it is sure to come, and the house records it.
    """
    rules = [
        _Sides(lines_of(rule.match), lines_of(rule.except_) if rule.except_ else None)
        for rule in ruleset.retention_rule
        if rule.hold is None and rule.trigger in terms.SURE_TRIGGERS
    ]
    found = [Endless(carrier, None) for carrier in get_args(terms.Carrier) if _whole_is_open(rules, carrier)]
    whole = {each.carrier for each in found}
    return (*found, *(each for each in _open_categories(rules, ruleset.catalogue_item) if each.carrier not in whole))


def _whole_is_open(rules: Sequence[_Sides], carrier: str) -> bool:
    known: Known = {"carrier": carrier, "category_key": None, "category_tag": None}
    known = {**known, **dict.fromkeys(_WORDS.keys() - set(_OF_THE_WHOLE))}
    return _is_open(rules, known, {line: _named(rules, line, _WORDS[line]) for line in _OF_THE_WHOLE})


def _open_categories(rules: Sequence[_Sides], items: Sequence[CatalogueItem]) -> Iterator[Endless]:
    answers: dict[object, bool] = {}
    for item in items:
        asked = {"service": item.services, "source": item.source}
        ways = {line: _named(rules, line, asked.get(line) or words) for line, words in _WORDS.items()}
        [key], [tag] = _named(rules, "category_key", (item.key,)), _named(rules, "category_tag", (item.tag,))
        for carrier in item.carriers or get_args(terms.Carrier):
            # Categories of which the rules see no difference need one answer.
            alike = (carrier, key, tag, *ways.values())
            if alike not in answers:
                known: Known = {"carrier": carrier, "category_key": key, "category_tag": tag}
                answers[alike] = _is_open(rules, known, ways)
            if answers[alike]:
                yield Endless(carrier, item.key)


def _named(rules: Sequence[_Sides], line: str, words: Sequence[str]) -> tuple[str | None, ...]:
    """Return the words that some rule names, and one None for all that none does."""
    seen = {word for rule in rules for side in rule if side is not None for word in side.get(line, ())}
    named: tuple[str | None, ...] = tuple(word for word in words if word in seen)
    return named if len(named) == len(words) else (*named, None)


def _is_open(rules: Sequence[_Sides], known: Known, ways: Ways) -> bool:
    """Say whether some item with these words is one about which every rule is silent."""
    may_speak = [rule for rule in rules if _fit(rule.match, known) is not False and not _excepts(rule, known)]
    if any(_fit(rule.match, known) and _never_excepts(rule, known) for rule in may_speak):
        return False
    if not may_speak or not ways:
        return not may_speak
    line, *others = ways
    rest = {other: ways[other] for other in others}
    return any(_is_open(may_speak, {**known, line: word}, rest) for word in ways[line])


def _fit(lines: Lines, known: Known) -> bool | None:
    """Say whether a match fits; None while a word that it looks at is still open."""
    if any(line in known and known[line] not in words for line, words in lines.items()):
        return False
    return True if known.keys() >= lines.keys() else None


def _excepts(rule: _Sides, known: Known) -> bool:
    return rule.exception is not None and _fit(rule.exception, known) is True


def _never_excepts(rule: _Sides, known: Known) -> bool:
    return rule.exception is None or _fit(rule.exception, known) is False
