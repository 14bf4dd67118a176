"""What a place in a trace points at: an entry of the profile, of the law floor, an article, or a page."""

from typing import NamedTuple

from reglement.rules.base import Strict
from reglement.rules.ruleset import Ruleset

LAW, SCREEN, ARTICLE = "law:", "screen:", "article:"
# What an entry of a list is called by, in this order of preference: rules have an id, words of the text a key.
_NAMES = ("id", "key", "word", "role", "article")


class Found(NamedTuple):
    """What stands at a place, and the article of the same text that it comes from."""

    entry: Strict | str | bool | tuple[object, ...]
    article: str | None


def find(ruleset: Ruleset, place: str) -> Found | None:
    """Return what this ruleset has at `place`, or None; pages and the law floor are no part of a ruleset."""
    name, _, key = place.partition(":")
    if name == "article":
        return next((Found(article, article.key) for article in ruleset.articles if article.key == key), None)
    if name not in Ruleset.model_fields:
        return None
    part = getattr(ruleset, name)
    if isinstance(part, tuple) and key:
        return next((Found(entry, _article_of(entry)) for entry in part if name_of(entry) == key), None)
    if isinstance(part, Strict) and key:
        return _field_of(part, key)
    if key or not part or isinstance(part, tuple):
        return None
    return Found(part, part if isinstance(part, str) else _article_of(part))


def name_of(entry: Strict) -> str:
    """Return what an entry of a list is called by in a place."""
    attribute = next(name for name in _NAMES if name in type(entry).model_fields)
    return str(getattr(entry, attribute))


def _field_of(part: Strict, key: str) -> Found | None:
    value = getattr(part, key, None) if key in type(part).model_fields else None
    if not value:
        return None
    # The two closing articles are named by the field itself.
    own = value if key in ("disclosure", "access") else getattr(part, "article", None)
    return Found(value, own)


def _article_of(entry: object) -> str | None:
    return getattr(entry, "article", None)
