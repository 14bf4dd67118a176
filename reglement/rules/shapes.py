"""What may stand at each place of a document, read off the published schema: one general description per field."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from reglement.rules.base import TERM, TERM_OR_HOLE, Strict
from reglement.rules.ruleset import Ruleset

# A place in a document, from the outside in.
Place = tuple[str | int, ...]
Kind = Literal["text", "word", "flag", "number", "day", "term", "part"]
Schema = Mapping[str, Any]

ROOT: Final = Ruleset.__name__


class NoSuchPlace(Exception):
    """The rule form has no such place, or the document holds nothing there."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a shape, as forms need it."""

    key: str
    """The word that stands in the document."""
    about: str
    kind: Kind
    many: bool = False
    required: bool = False
    may_be_unknown: bool = False
    """Null is a value of its own: for a flag, that nobody said."""
    may_be_open: bool = False
    """For a term: the text may leave it to the organisation."""
    default: Any = None
    words: tuple[str, ...] = ()
    longest: int | None = None
    pattern: str = ""
    shapes: Mapping[str, str]
    """For a part: the shape of each kind it can be; with one shape only, its kind is the empty word."""

    @property
    def shape(self) -> str:
        """Return the one shape that a part has; raises NoSuchPlace when there are several, or none."""
        if set(self.shapes) != {""}:
            raise NoSuchPlace(self.key)
        return self.shapes[""]


@cache
def fields_of(shape: str, model: type[Strict] = Ruleset) -> tuple[Field, ...]:
    """Return the fields of a shape of this model, in the order of the form; raises NoSuchPlace."""
    schema = _schema_of(model)
    about = schema if shape == model.__name__ else schema["$defs"].get(shape)
    if about is None:
        raise NoSuchPlace(shape)
    required = about.get("required", ())
    return tuple(_field(key, said, required=key in required) for key, said in about["properties"].items())


def field_of(shape: str, key: str, model: type[Strict] = Ruleset) -> Field:
    """Return one field of a shape by its key; raises NoSuchPlace."""
    for field in fields_of(shape, model):
        if field.key == key:
            return field
    raise NoSuchPlace(f"{shape}.{key}")


def shape_at(document: Mapping[str, Any], place: Place) -> str:
    """Return the shape of the part at this place of the document; raises NoSuchPlace when there is none."""
    shape, here = ROOT, document
    steps = list(place)
    while steps:
        field = field_of(shape, str(steps.pop(0)))
        if field.kind != "part":
            raise NoSuchPlace(field.key)
        if field.many:
            here = _inside(_inside(here, field.key), steps.pop(0) if steps else None)
        else:
            here = here.get(field.key) or {} if isinstance(here, Mapping) else {}
        shape = _shape_of(field, here)
    return shape


def list_at(document: Mapping[str, Any], place: Place) -> Field:
    """Return the field of a list of parts, whether or not it holds any yet; raises NoSuchPlace."""
    *outer, key = place or ("",)
    field = field_of(shape_at(document, tuple(outer)), str(key))
    if field.kind != "part" or not field.many:
        raise NoSuchPlace(field.key)
    return field


def _shape_of(field: Field, part: Any) -> str:
    kind = part.get("kind", "") if isinstance(part, Mapping) and "" not in field.shapes else ""
    if kind not in field.shapes:
        raise NoSuchPlace(field.key)
    return field.shapes[kind]


def _inside(part: Any, step: str | int | None) -> Any:
    try:
        return part[step]
    except (KeyError, IndexError, TypeError):
        raise NoSuchPlace(str(step)) from None


@cache
def _schema_of(model: type[Strict]) -> Schema:
    return model.model_json_schema()


def _field(key: str, said: Schema, *, required: bool) -> Field:
    options = said.get("anyOf", [said])
    told = [option for option in options if option.get("type") != "null"]
    many = told[0].get("type") == "array"
    one = told[0].get("items", {}) if many else told[0]
    inner = one.get("anyOf", [one]) if "anyOf" in one else (told if not many else [one])
    words = tuple(word for option in inner for word in _words(option))
    return Field(
        key=key,
        about=" ".join(str(said.get("description", "")).split()),
        kind=_kind(one, words),
        many=many,
        required=required,
        may_be_unknown=len(told) < len(options),
        may_be_open=one.get("pattern") == TERM_OR_HOLE,
        default=said.get("default"),
        words=words,
        longest=one.get("maxLength"),
        pattern=one.get("pattern", ""),
        shapes=_shapes(one),
    )


def _kind(one: Schema, words: tuple[str, ...]) -> Kind:
    if "$ref" in one or "discriminator" in one:
        return "part"
    if words:
        return "word"
    if one.get("format") in ("date", "date-time"):
        return "day"
    if one.get("pattern") in (TERM, TERM_OR_HOLE):
        return "term"
    kinds: dict[str, Kind] = {"boolean": "flag", "integer": "number"}
    return kinds.get(one.get("type", ""), "text")


def _words(option: Schema) -> tuple[str, ...]:
    return (option["const"],) if "const" in option else tuple(option.get("enum", ()))


def _shapes(one: Schema) -> dict[str, str]:
    if "discriminator" in one:
        return {kind: _name(reference) for kind, reference in one["discriminator"]["mapping"].items()}
    return {"": _name(one["$ref"])} if "$ref" in one else {}


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]
