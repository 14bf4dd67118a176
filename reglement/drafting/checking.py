"""What is wrong with a text that is being written: each problem at once, also beside entries that are not whole."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from reglement.drafting.changing import Document
from reglement.loading import law_floor
from reglement.loading.checking import Finding, check_law_references
from reglement.loading.reading import findings_between, findings_in
from reglement.rules import Ruleset
from reglement.rules.shapes import ROOT, Place, fields_of

# Stands in for a heading that is not whole, so that the rest can be checked beside it.
_HEADING: Final = {"key": "ontwerp", "kind": "reglement", "name": "-", "label": "-"}
_METADATA: Final = "metadata"


@dataclass(frozen=True, kw_only=True)
class CheckedDraft:
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


def check_draft(document: Document) -> CheckedDraft:
    """Return what is wrong; an entry that is not whole hides no problem of another, as far as that can be seen."""
    ruleset, findings = _read(document)
    if ruleset is not None:
        findings = [*findings_between(ruleset), *check_law_references(ruleset, law_floor().ruleset)]
        return CheckedDraft(ruleset=None if findings else ruleset, findings=tuple(findings), readable=ruleset)
    rest, kept = _without(document, findings)
    readable, _ = _read(rest)
    if readable is not None:
        beside = [*findings_between(readable), *check_law_references(readable, law_floor().ruleset)]
        findings += [_moved_back(found, kept) for found in beside if not _is_due_to_absence(found, readable, document)]
    return CheckedDraft(ruleset=None, findings=tuple(findings), readable=readable, kept=kept)


def _read(document: Document) -> tuple[Ruleset | None, list[Finding]]:
    try:
        return Ruleset.model_validate_json(json.dumps(document)), []
    except ValidationError as error:
        return None, findings_in(error)


def _without(document: Document, findings: Iterable[Finding]) -> tuple[Document, dict[str, list[int]]]:
    """Return the document without the parts that are not whole, and where the entries that stayed came from."""
    broken = [found.path for found in findings]
    rest: Document = {}
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
    if found.code == "missing_article":
        return pointed in _named(document.get("articles"), "key")
    if found.code == "no_such_hole":
        rules = (name for name in _names_of_lists() if name.endswith("_rule"))
        return any(pointed in _named(document.get(name), "id") for name in rules)
    return False


def _at(value: Any, place: Place) -> Any:
    for step in place:
        value = value[step]
    return value


def _named(entries: Any, key: str) -> Collection[Any]:
    return [entry.get(key) for entry in entries or ()]


def _names_of_lists() -> Iterator[str]:
    return (each.key for each in fields_of(ROOT) if each.many)
