"""From the bytes of a profile to a ruleset: parse, validate, check references; every problem at once."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from reglement.loading.checking import Finding, check_ruleset
from reglement.loading.parsing import parse
from reglement.loading.places import CHOICE, Choices, Places
from reglement.loading.positions import Positions
from reglement.loading.problems import ProfileInvalid
from reglement.rules.choices import NoSuchHole, apply_choices
from reglement.rules.expected import Expected, refused_by
from reglement.rules.ruleset import Ruleset
from reglement.rules.shapes import Place


def read_ruleset(content: bytes, *, file: str, choices: Choices | None = None) -> Ruleset:
    """Return the ruleset that this profile describes, with the organisation's choices; raises ProfileInvalid."""
    document, positions = parse(content, file)
    return read_document(document, file=file, positions=positions, choices=choices)


def parse_document(content: bytes, *, file: str) -> dict[str, Any]:
    """Return what a file says, whether or not the rule form knows it; raises ProfileInvalid."""
    return parse(content, file)[0]


def read_document(
    document: dict[str, Any], *, file: str, positions: Positions | None = None, choices: Choices | None = None
) -> Ruleset:
    """Return the ruleset of a document that is already parsed; raises ProfileInvalid."""
    places = Places(file, positions or Positions(), document.get(CHOICE), choices)
    filled = places.with_choices(document)
    try:
        ruleset = stored_ruleset(filled)
    except ValidationError as error:
        raise ProfileInvalid([places.problem(found) for found in findings_in(error)]) from None
    findings = findings_between(ruleset)
    if findings:
        raise ProfileInvalid([places.problem(found) for found in findings])
    return ruleset


def stored_ruleset(document: dict[str, Any]) -> Ruleset:
    """Return the ruleset of a document that was accepted before; later checks do not make it unreadable."""
    return Ruleset.model_validate_json(json.dumps(document, default=str))


def findings_in(error: ValidationError) -> list[Finding]:
    """Return what the typed models refused, each by its place in the document."""
    return [Finding(*found) for found in refused_by(error)]


def findings_between(ruleset: Ruleset) -> list[Finding]:
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
            yield Finding(("organisation_choice", index, "value"), "wrong_value", Expected("term"))
