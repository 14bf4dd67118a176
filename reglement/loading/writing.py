"""From a document of the rule form to a TOML file that reads back to the same document."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
# Days stand in a file without quotes, where the rule form knows them to be days.
_DAYS = frozenset({("metadata", "valid_from")})


def as_toml(document: Mapping[str, Any], order: Iterable[str] = ()) -> str:
    """Return the document as TOML: single words first, then the tables and lists in this order, then the rest."""
    names = [*(name for name in order if name in document), *(name for name in document if name not in {*order})]
    filled = {name: document[name] for name in names if document[name] not in (None, [])}
    words = [f"{_key(name)} = {_value(value)}" for name, value in filled.items() if not _is_table(value)]
    blocks = ["\n".join(words)] if words else []
    for name, value in filled.items():
        if _is_table(value):
            many = isinstance(value, list)
            blocks += ["\n".join(_block(name, part, many=many)) for part in (value if many else [value])]
    return "\n\n".join(blocks) + "\n"


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and all(isinstance(each, dict) for each in value))


def _block(name: str, part: Mapping[str, Any], *, many: bool) -> Iterator[str]:
    yield f"[[{_key(name)}]]" if many else f"[{_key(name)}]"
    for key, value in part.items():
        if value is None:
            continue
        is_day = (name, key) in _DAYS and _is_day(value)
        yield f"{_key(key)} = {value if is_day else _value(value)}"


def _is_day(value: Any) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        return False


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items() if each is not None)
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(each) for each in value if each is not None)}]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(value: str) -> str:
    """Return a basic string; JSON escapes what TOML escapes, but for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
