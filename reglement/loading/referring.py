"""What points at nothing and what is named twice, read from the document itself: also beside what is not whole."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from reglement.loading.checking import Finding
from reglement.rules.expected import Expected
from reglement.rules.ruleset import Ruleset
from reglement.rules.shapes import Place

Document = Mapping[str, Any]
_RULE_LISTS: Final = ("gate_rule", "retention_rule", "residual_rule", "right_rule", "notice_rule", "measure")
_WITH_ARTICLE: Final = (*_RULE_LISTS, "purpose", "recipient", "role", "catalogue_item", "law_conflict")
_SINGLE_PLACES: Final = (
    ("default_deny", "disclosure"),
    ("default_deny", "access"),
    ("roles", "article"),
    ("catalogue", "article"),
    ("complaint_route", "article"),
)
_MORE_ARTICLES: Final = (
    ("gate_rule", "also"),
    ("retention_rule", "also"),
    ("right_rule", "also"),
    ("term", "articles"),
)
_ARTICLE_FIELDS: Final = ("purpose_binding", "consent_capacity", "holding", "refusing", "costs")


def check_references(document: Document, law: Ruleset | None = None) -> Iterator[Finding]:
    """Yield each key that is there twice, and each article that this text, or the law floor, does not have."""
    yield from _repeated_keys(document)
    keys = keys_of(document, "articles", "key")
    for path, key in _references(document) if keys else ():
        if key not in keys:
            yield Finding(path, "missing_article", Expected("article_key", words=tuple(keys)))
    yield from _outside_the_law(document, law) if law is not None else ()


def keys_of(document: Document, part: str, name: str) -> dict[str, None]:
    """Return what the entries of a list call themselves in this field, in their order and each once."""
    return dict.fromkeys(key for _, entry in _entries(document, part) if (key := _text(entry.get(name))))


def _entries(document: Document, part: str) -> Iterator[tuple[int, Document]]:
    found = document.get(part)
    for index, entry in enumerate(found if isinstance(found, list) else ()):
        if isinstance(entry, Mapping):
            yield index, entry


def _text(value: Any) -> str | None:
    """Return the value as the typed models read it; None for what they refuse anyway."""
    return value.strip() if isinstance(value, str) else None


def _texts(value: Any) -> Iterator[tuple[int, str]]:
    for position, entry in enumerate(value if isinstance(value, list) else ()):
        if (text := _text(entry)) is not None:
            yield position, text


def _repeated_keys(document: Document) -> Iterator[Finding]:
    for part in ("articles", "purpose", "catalogue_item", "recipient"):
        yield from _repeats(document, (part,), "key")
    yield from _repeats(document, _RULE_LISTS, "id")


def _repeats(document: Document, parts: tuple[str, ...], name: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for part in parts:
        for index, entry in _entries(document, part):
            key = _text(entry.get(name))
            if key is not None and key in seen:
                yield Finding((part, index, name), "duplicate_key", Expected("other_than", key))
            seen.update(() if key is None else (key,))


def _references(document: Document) -> Iterator[tuple[Place, str]]:
    yield from _in_single_places(document)
    for name in _WITH_ARTICLE:
        for index, entry in _entries(document, name):
            if (key := _text(entry.get("article"))) is not None:
                yield (name, index, "article"), key
    yield from _of_what_clients_choose(document)
    for name, field in _MORE_ARTICLES:
        for index, entry in _entries(document, name):
            yield from (((name, index, field, place), key) for place, key in _texts(entry.get(field)))


def _of_what_clients_choose(document: Document) -> Iterator[tuple[Place, str]]:
    for index, entry in _entries(document, "retention_rule"):
        if (key := _text(entry.get("override_article"))) is not None:
            yield ("retention_rule", index, "override_article"), key
        for place, choice in _entries(entry, "closing_choice"):
            if (key := _text(choice.get("article"))) is not None:
                yield ("retention_rule", index, "closing_choice", place, "article"), key


def _in_single_places(document: Document) -> Iterator[tuple[Place, str]]:
    for name, field in _SINGLE_PLACES:
        part = document.get(name)
        key = _text(part.get(field)) if isinstance(part, Mapping) else None
        if key is not None:
            yield (name, field), key
    for name in _ARTICLE_FIELDS:
        if (key := _text(document.get(name))) is not None:
            yield (name,), key


def _outside_the_law(document: Document, law: Ruleset) -> Iterator[Finding]:
    keys = dict.fromkeys(article.key for article in law.articles)
    for name in Ruleset.model_fields:
        for index, entry in _entries(document, name):
            for position, key in _texts(entry.get("law")):
                if key not in keys:
                    expected = Expected("law_article", words=tuple(keys))
                    yield Finding((name, index, "law", position), "missing_law_article", expected)
