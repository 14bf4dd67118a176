"""What is wrong with a text, everything at once: also beside entries that are not whole."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from reglement.loading.checking import Finding, check_ruleset
from reglement.loading.places import CHOICE
from reglement.loading.referring import Document, check_references, keys_of
from reglement.rules.choices import LISTS_WITH_HOLES, NoSuchHole, apply_choices
from reglement.rules.expected import Expected, refused_by
from reglement.rules.ruleset import Ruleset
from reglement.rules.shapes import Place

# Stands in for a heading that is not whole, so that the rest can be checked beside it.
_HEADING: Final = {"key": "ontwerp", "kind": "reglement", "name": "-", "label": "-"}
_METADATA: Final = "metadata"


@dataclass(frozen=True, kw_only=True)
class Examined:
    """A document as far as it can be read: the whole ruleset when nothing is wrong, and each problem by its place."""

    ruleset: Ruleset | None
    findings: tuple[Finding, ...]
    readable: Ruleset | None = None
    """The ruleset without the entries that are not whole; null when too little is left."""
    kept: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Where in the document the entries of each list of `readable` stand."""

    def entry_at(self, part: str, index: int) -> Any:
        """Return an entry of a list as it was read; null when it is not whole."""
        if self.readable is None:
            return None
        entries = getattr(self.readable, part, ())
        places = self.kept.get(part, range(len(entries)))
        return entries[places.index(index)] if index in places else None

    def findings_at(self, place: Place) -> tuple[Finding, ...]:
        """Return the problems at this place and inside it."""
        return tuple(found for found in self.findings if found.path[: len(place)] == place)


def examine(document: Document, law: Ruleset | None = None) -> Examined:
    """Return what is wrong; an entry that is not whole hides no problem of another, as far as that can be seen."""
    pointing = list(check_references(document, law))
    ruleset, findings = _read(document)
    if ruleset is not None:
        findings = [*pointing, *_findings_between(ruleset)]
        return Examined(ruleset=None if findings else ruleset, findings=tuple(findings), readable=ruleset)
    rest, kept = _without(document, findings)
    findings += pointing
    readable, _ = _read(rest)
    if readable is not None:
        beside = [found for found in _findings_between(readable) if not _is_due_to_absence(found, readable, document)]
        findings += [_moved_back(found, kept) for found in beside]
    return Examined(ruleset=None, findings=tuple(findings), readable=readable, kept=kept)


def stored_ruleset(document: Document) -> Ruleset:
    """Return the ruleset of a document that was accepted before; later checks do not make it unreadable."""
    return Ruleset.model_validate_json(json.dumps(document, default=str))


def _read(document: Document) -> tuple[Ruleset | None, list[Finding]]:
    try:
        return stored_ruleset(document), []
    except ValidationError as error:
        return None, [Finding(*found) for found in refused_by(error)]


def _findings_between(ruleset: Ruleset) -> list[Finding]:
    """Return what is wrong between the parts of a ruleset, choices that fill no hole included."""
    findings = list(check_ruleset(ruleset))
    try:
        apply_choices(ruleset)
    except NoSuchHole as error:
        place: Place = (CHOICE, error.position, "rule")
        findings.append(Finding(place, "no_such_hole", Expected("open_place", str(error))))
    except ValidationError as error:
        findings += _choices_that_do_not_fit(ruleset, error)
    return findings


def _choices_that_do_not_fit(ruleset: Ruleset, error: ValidationError) -> Iterator[Finding]:
    """Yield the choices that put something in a hole that the rule form does not take there."""
    filled = {getattr(ruleset, str(found["loc"][0]))[found["loc"][1]].id for found in error.errors()}
    for index, choice in enumerate(ruleset.organisation_choice):
        if choice.rule in filled:
            yield Finding((CHOICE, index, "value"), "wrong_value", Expected("term"))


def _without(document: Document, findings: Iterable[Finding]) -> tuple[Document, dict[str, list[int]]]:
    """Return the document without the parts that are not whole, and where the entries that stayed came from."""
    broken = [found.path for found in findings]
    rest: dict[str, Any] = {}
    kept: dict[str, list[int]] = {}
    for name, value in document.items():
        if isinstance(value, list) and (name,) not in broken:
            gone = {path[1] for path in broken if path[0] == name and len(path) > 1}
            kept[name] = [index for index in range(len(value)) if index not in gone]
            rest[name] = [value[index] for index in kept[name]]
        elif not any(path[0] == name for path in broken):
            rest[name] = value
    rest.setdefault(_METADATA, _HEADING)
    return rest, kept


def _moved_back(found: Finding, kept: dict[str, list[int]]) -> Finding:
    name, *inner = found.path
    if inner and isinstance(inner[0], int) and name in kept:
        return found._replace(path=(name, kept[str(name)][inner[0]], *inner[1:]))
    return found


def _is_due_to_absence(found: Finding, readable: Ruleset, document: Document) -> bool:
    """Say whether this is a problem only because an entry that is not whole was left out."""
    pointed = _at(readable.model_dump(mode="json", by_alias=True), found.path)
    if found.code == "unnamed_purpose":
        return not keys_of(document, "purpose", "key").keys().isdisjoint(pointed["purpose"])
    if found.code == "no_such_hole":
        return any(pointed in keys_of(document, name, "id") for name in LISTS_WITH_HOLES)
    return False


def _at(value: Any, place: Place) -> Any:
    for step in place:
        value = value[step]
    return value
