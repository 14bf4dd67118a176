"""The JSON Schema as outsiders get it: with an example beside every description."""

from typing import Any, Final

from reglement.rules.base import Strict

Schema = dict[str, Any]

# What cannot be read off a closed list or a pattern, by the name of the field, or by "Model.field" where that differs.
_EXAMPLES: Final[Schema] = {
    "age": 41,
    "also": ["4"],
    "answer_parts": ["purposes", "recipients", "copy"],
    "article": "4.1",
    "articles": ["4.1"],
    "at": "2026-11-20T09:30:00Z",
    "Article.key": "4.1",
    "body": "oval",
    "categories": ["functional"],
    "category": "gespreksnotities",
    "CatalogueItem.label": "korte gespreksnotities",
    "category_key": ["gespreksnotities"],
    "codes": ["OVAL"],
    "condition": "alleen als het nodig is voor het traject",
    "consent_capacity": "UAVG 5",
    "contact": "privacy officer",
    "controller": "directie",
    "copies_before": 0,
    "costs": "AVG 12(5)",
    "effect": "De wet gaat voor: de eerste kopie is gratis.",
    "evidence": "stuk 12",
    "ComplaintRoute.rules": "Klachtenreglement op de website",
    "ComplaintRoute.to": "directie",
    "Consent.categories": ["functional"],
    "Content.categories": [{"key": "voortgang", "tag": "ordinary"}],
    "DefaultDeny.access": "3",
    "DefaultDeny.disclosure": "4",
    "except": {"recipient_class": ["client"]},
    "field": "term",
    "fields": ["naam", "dienst", "jaar"],
    "filled": ["aanmeldgegevens"],
    "heading": "Akkoord op een rapport",
    "holding": "AVG 17(3)",
    "id": "report-written-approval",
    "items": ["recipient", "data", "purpose"],
    "key": "voortgang",
    "label": "voortgang van het traject",
    "law": ["AVG 9"],
    "means": "client (de persoon over wie de gegevens gaan)",
    "GroupNeed.people": 10,
    "people": 12,
    "read_at": "2026-11-20T09:30:00Z",
    "Metadata.key": "voorbeeld",
    "Metadata.label": "mei 2026",
    "name": "Privacyreglement van een bureau",
    "needs": [{"kind": "consent", "form": "written", "bound_to": ["version"]}],
    "note": "De tekst noemt alleen schriftelijke rapporten.",
    "of": [{"kind": "shown"}, {"kind": "consent", "form": "written", "bound_to": ["version"]}],
    "override_article": "4.2",
    "part": "laatste zin",
    "precedence": 10,
    "purpose_binding": "1",
    "reason": "De directie besloot dit op 3 maart; zie stuk 12.",
    "recipients": ["opdrachtgever-7"],
    "Recipient.id": "opdrachtgever-7",
    "refusing": "AVG 12(4)",
    "relation": "leverancier van cursussen",
    "residual": "wie-hier-was",
    "RetentionRule.except": {"category_tag": ["test"]},
    "ResidualRule.purpose": "vragen over oude diensten beantwoorden",
    "rule": "na-het-traject",
    "RecipientBodyNeed.one_of": ["oval"],
    "services": ["outplacement"],
    "sha256": "a" * 64,
    "smallest_group": 10,
    "statute": "AWR 52",
    "supersedes": "mei 2018",
    "tasks": ["ziet erop toe dat alleen bevoegden erbij kunnen"],
    "text": "Een schriftelijk rapport gaat pas weg als de cliënt er schriftelijk akkoord op gaf.",
    "unless": [{"kind": "shown"}],
    "value": "P2Y",
    "within": ["voortgang", "ordinary"],
    "word": "klant",
}


def published_schema(model: type[Strict]) -> Schema:
    """Return the JSON Schema of this model with at least one example for each field."""
    schema = model.model_json_schema()
    definitions: dict[str, Schema] = schema.get("$defs", {})
    for name, definition in {model.__name__: schema, **definitions}.items():
        for field, about in definition.get("properties", {}).items():
            about.setdefault("examples", [_example(name, field, about, definitions)])
    return schema


def _example(model: str, field: str, about: Schema, definitions: dict[str, Schema]) -> Any:
    """Return a value that this field can have."""
    read_off = _read_off(about, definitions)
    if read_off is not None:
        return read_off
    for key in (f"{model}.{field}", field):
        if key in _EXAMPLES and _is_of_type(_EXAMPLES[key], about):
            return _EXAMPLES[key]
    return _composed(model, field, about, definitions)


def _read_off(about: Schema, definitions: dict[str, Schema]) -> Any:
    """Return an example that the schema itself gives: a word of a closed list, yes, a day, a term."""
    for option in _options(about):
        if "const" in option:
            return option["const"]
        if "enum" in option:
            return option["enum"][0]
        if option.get("type") == "boolean":
            return True
        if option.get("format") == "date":
            return "2026-11-21"
        if "WD" in option.get("pattern", ""):
            return "P2Y"
        words = option.get("items", {}).get("enum")
        if words:
            return words[:2]
    return None


def _composed(model: str, field: str, about: Schema, definitions: dict[str, Schema]) -> Any:
    """Return an example built from the examples of the required fields inside."""
    for option in _options(about):
        many = option.get("type") == "array"
        inner = option.get("items", {}) if many else option
        name = inner.get("$ref", "").rpartition("/")[2]
        if name:
            part = definitions[name]
            names = part.get("required") or list(part["properties"])[:1]
            one = {key: _example(name, key, part["properties"][key], definitions) for key in names}
            return [one] if many else one
    raise LookupError(f"{model}.{field} has no example")


def _options(about: Schema) -> list[Schema]:
    return [option for option in about.get("anyOf", [about]) if option.get("type") != "null"]


def _is_of_type(value: Any, about: Schema) -> bool:
    kind = {str: "string", int: "integer", list: "array", dict: "object"}[type(value)]
    for option in _options(about):
        is_part = "$ref" in option.get("items", option)
        holds_parts = isinstance(value[0] if isinstance(value, list) else value, dict)
        if kind == option.get("type", "object") and (holds_parts or not is_part):
            return True
    return False
