"""What the typed models refuse, in words of our own: where it stands, and what was expected there."""

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from reglement.rules.base import CATEGORY_KEY, RULE_ID, SHA256, SHORT_NAME, TERM, TERM_OR_HOLE, Strict
from reglement.rules.ruleset import Ruleset
from reglement.rules.shapes import Field, NoSuchPlace, Place, field_of, fields_of


class Expected(NamedTuple):
    """What was expected at a place, by a machine word; its sentence is in wording."""

    key: str
    value: str = ""
    """The one name or number that the sentence is about."""
    words: tuple[str, ...] = ()
    """The words of which one must stand there, as they are typed."""


class Refused(NamedTuple):
    """One place that a typed model refuses."""

    place: Place
    code: str
    """unknown_key, missing_key or wrong_value."""
    expected: Expected


_OF_PATTERN: Final = {
    TERM: Expected("term"),
    TERM_OR_HOLE: Expected("term_or_open"),
    RULE_ID: Expected("rule_id"),
    CATEGORY_KEY: Expected("category_key"),
    SHORT_NAME: Expected("short_name"),
    SHA256: Expected("sha256"),
}
_OF_TYPE: Final = {
    "string_type": Expected("text"),
    "bool_type": Expected("flag"),
    "int_type": Expected("number"),
    "tuple_type": Expected("list"),
    "list_type": Expected("list"),
    "model_type": Expected("part"),
    "model_attributes_type": Expected("part"),
    "dict_type": Expected("part"),
    "json_invalid": Expected("json"),
}
# The kind of refusal, the word for it, and where the number stands that it is about.
_OF_SIZE: Final = {
    "string_too_short": ("letters_at_least", "min_length"),
    "string_too_long": ("letters_at_most", "max_length"),
    "too_short": ("entries_at_least", "min_length"),
    "too_long": ("entries_at_most", "max_length"),
    "greater_than_equal": ("at_least", "ge"),
    "less_than_equal": ("at_most", "le"),
}
_OF_KIND: Final = {
    "term": Expected("term"),
    "flag": Expected("flag"),
    "number": Expected("number"),
    "day": Expected("day"),
    "part": Expected("part"),
    "text": Expected("text"),
}


def refused_by(error: ValidationError, model: type[Strict] = Ruleset) -> list[Refused]:
    """Return each place that the model refused once, without a word of what stood there."""
    found: dict[Place, Refused] = {}
    for one in error.errors(include_url=False, include_input=False):
        refused = _refused(dict(one), model)
        # A list of which every entry is refused is not too short as well.
        is_told = one["type"] == "too_short" and any(place[:-1] == refused.place for place in found)
        if not is_told:
            found.setdefault(refused.place, refused)
    return list(found.values())


def expected_in(field: Field) -> Expected:
    """Return what may stand in this field."""
    if field.words:
        return Expected("words", words=field.words)
    if field.may_be_open:
        return Expected("term_or_open")
    return Expected("list") if field.many else _OF_KIND[field.kind]


def _refused(error: Mapping[str, Any], model: type[Strict]) -> Refused:
    place, shape, field = _walk(error["loc"], model)
    if error["type"] == "extra_forbidden":
        words = tuple(each.key for each in fields_of(shape, model))
        return Refused(place, "unknown_key", Expected("field_of", words=words))
    if error["type"] == "missing":
        return Refused(place, "missing_key", expected_in(field) if field else Expected("part"))
    if error["type"] == "union_tag_not_found" and field is not None:
        return Refused((*place, "kind"), "missing_key", Expected("words", words=tuple(field.shapes)))
    if error["type"] == "union_tag_invalid" and field is not None:
        return Refused((*place, "kind"), "wrong_value", Expected("words", words=tuple(field.shapes)))
    return Refused(place, "wrong_value", _expected(error, field))


def _expected(error: Mapping[str, Any], field: Field | None) -> Expected:
    kind, context = error["type"], error.get("ctx", {})
    if kind in _OF_SIZE:
        key, where = _OF_SIZE[kind]
        return Expected(key, str(context[where]))
    if kind == "string_pattern_mismatch":
        return _OF_PATTERN.get(context["pattern"], Expected("pattern", context["pattern"]))
    if kind == "literal_error":
        return Expected("words", words=field.words if field else tuple(re.findall("'([^']*)'", context["expected"])))
    if kind in _OF_TYPE:
        return _OF_TYPE[kind]
    return expected_in(field) if field else Expected("part")


def _walk(location: tuple[str | int, ...], model: type[Strict]) -> tuple[Place, str, Field | None]:
    """Return the place as it stands in a document, the shape of the part around it, and the field at it.

    pydantic puts the kind of a need, and the name of each type that a word can have, between the steps of a place.
    """
    place: list[str | int] = []
    shape, field, inside = model.__name__, None, model.__name__
    for step in location:
        if isinstance(step, int):
            place.append(step)
        elif field is not None and step in field.shapes and inside == "":
            inside = field.shapes[step]
        elif inside:
            place.append(step)
            shape = inside
            field = _field(shape, step, model)
            inside = field.shapes.get("", "") if field else ""
    return tuple(place), shape, field


def _field(shape: str, key: str, model: type[Strict]) -> Field | None:
    try:
        return field_of(shape, key, model)
    except NoSuchPlace:
        return None
