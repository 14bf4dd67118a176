"""From the bytes of a profile to plain values and the line of each of them; what is no profile is refused here."""

import json
import re
import tomllib
from collections import Counter
from typing import Any, Final

from reglement.loading.json_positions import json_lines
from reglement.loading.positions import Positions
from reglement.loading.problems import Problem, ProfileInvalid
from reglement.rules.expected import Expected

# A reglement is a few pages; ten megabytes of it is an accident or an attack.
MAX_PROFILE_BYTES = 1_000_000
# Deeper than any need inside a need inside a rule.
MAX_DEPTH = 20
_LEVELS: Final = Expected("levels_at_most", str(MAX_DEPTH))
_ENDLESS_NUMBER = re.compile(r"\d{500,}")
# What a parser says, in its own words; the first that fits counts.
_TOLD: Final = {
    "equals_sign": ("Expected '='",),
    "key_once": ("Cannot overwrite", "Cannot declare", "Cannot redefine", "Duplicate inline table key"),
    "closing_quote": ("Unterminated string", "Illegal character '\\n'", "Expected '\"'"),
    "known_escape": ("escape", "Unescaped"),
    "closing_bracket": ("Unclosed", "Expected ']'", "Expected '}'"),
    "one_line": ("Expected newline",),
    "separator": ("',' delimiter", "':' delimiter"),
    "quoted_key": ("property name", "Invalid initial character for a key part"),
    "nothing_behind": ("Extra data",),
    "quoted_value": ("Invalid value", "Expecting value", "date", "Illegal character", "control character"),
}
# What a reader misses behind text that only closes: it took the first half for a value without quotation marks.
_AFTER_A_LONE_QUOTE: Final = frozenset({"one_line", "closing_bracket"})
_QUOTE = re.compile(r'(?<!\\)"')
_LINE_IN_MESSAGE = re.compile(r"\(at line (\d+)")


def parse(content: bytes, file: str) -> tuple[dict[str, Any], Positions]:
    """Return what a TOML or JSON file says and where; raises ProfileInvalid."""
    if len(content) > MAX_PROFILE_BYTES:
        raise _refused(file, 1, "too_big", Expected("bytes_at_most", str(MAX_PROFILE_BYTES)))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _refused(file, content.count(b"\n", 0, error.start) + 1, "not_utf8") from None
    document = _of_json(text, file) if file.endswith(".json") else _of_toml(text, file)
    if _is_deeper_than(document, MAX_DEPTH):
        raise _refused(file, 1, "too_deep", _LEVELS)
    return document, Positions(lines=json_lines(text)) if file.endswith(".json") else Positions(text)


def _of_toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = _LINE_IN_MESSAGE.search(str(error))
        line = int(told[1]) if told else text.count("\n") + 1
        raise _refused(file, line, "not_toml", _of_row(text.split("\n")[line - 1], str(error))) from None
    except RecursionError:
        raise _refused(file, 1, "too_deep", _LEVELS) from None
    except ValueError:
        raise _refused(file, _line_of_endless_number(text), "not_toml", Expected("shorter_number")) from None


def _of_json(text: str, file: str) -> dict[str, Any]:
    try:
        document = json.loads(text, object_pairs_hook=_each_key_once)
    except json.JSONDecodeError as error:
        raise _refused(file, error.lineno, "not_json", _of_parser(error.msg)) from None
    except _KeyTwice as twice:
        raise _refused(
            file, _line_of_second(text, str(twice)), "duplicate_key", Expected("once", str(twice))
        ) from None
    except RecursionError:
        raise _refused(file, 1, "too_deep", _LEVELS) from None
    except ValueError:
        raise _refused(file, _line_of_endless_number(text), "not_json", Expected("shorter_number")) from None
    if not isinstance(document, dict):
        raise _refused(file, 1, "not_json", Expected("object"))
    return document


class _KeyTwice(ValueError):
    """A JSON object says two things under one key; most readers drop the first without a word."""


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    [(key, times)] = Counter(key for key, _ in pairs).most_common(1) or [("", 1)]
    if times > 1:
        raise _KeyTwice(key)
    return dict(pairs)


def _is_deeper_than(value: Any, levels: int) -> bool:
    layer = [value]
    for _ in range(levels):
        layer = [inner for outer in layer for inner in _inside(outer)]
    return bool(layer)


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _line_of_endless_number(text: str) -> int:
    found = _ENDLESS_NUMBER.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _line_of_second(text: str, key: str) -> int:
    places = [found.start() for found in re.finditer(rf"{re.escape(json.dumps(key))}\s*:", text)]
    return text.count("\n", 0, places[1]) + 1 if len(places) > 1 else 1


def _of_parser(told: str) -> Expected | None:
    """Return what the reader of TOML or JSON missed, as far as we have words for it."""
    return next((Expected(key) for key, words in _TOLD.items() if any(word in told for word in words)), None)


def _of_row(row: str, told: str) -> Expected | None:
    """Return what the reader missed, or the quotation mark without its other one over which it stumbled."""
    expected = _of_parser(told)
    lone = expected is not None and expected.key in _AFTER_A_LONE_QUOTE and len(_QUOTE.findall(row)) % 2
    return Expected("both_quotes") if lone else expected


def _refused(file: str, line: int, code: str, expected: Expected | None = None) -> ProfileInvalid:
    return ProfileInvalid([Problem(file, line, "", code, expected)])
