"""From the bytes of a profile to a ruleset: parse, validate, check references; every problem at once."""

import json
import tomllib
from typing import Any

from pydantic import ValidationError

from reglement.loading.checking import Finding, check_ruleset
from reglement.loading.positions import Path, Positions
from reglement.loading.problems import Problem, ProfileInvalid
from reglement.rules.choices import NoSuchHole, apply_choices
from reglement.rules.ruleset import Ruleset

# A reglement is a few pages; ten megabytes of it is an accident or an attack.
MAX_PROFILE_BYTES = 1_000_000


def read_ruleset(content: bytes, *, file: str, choices: tuple[dict[str, Any], ...] = ()) -> Ruleset:
    """Return the ruleset that this profile describes, with the organisation's choices; raises ProfileInvalid."""
    document, positions = _parse(content, file)
    if choices:
        document = {**document, "organisation_choice": [*document.get("organisation_choice", ()), *choices]}
    return read_document(document, file=file, positions=positions)


def parse_document(content: bytes, *, file: str) -> dict[str, Any]:
    """Return what a file says, whether or not the rule form knows it; raises ProfileInvalid."""
    return _parse(content, file)[0]


def read_document(document: dict[str, Any], *, file: str, positions: Positions | None = None) -> Ruleset:
    """Return the ruleset of a document that is already parsed; raises ProfileInvalid."""
    lines = positions or Positions("")
    try:
        ruleset = Ruleset.model_validate_json(json.dumps(document, default=str))
    except ValidationError as error:
        raise ProfileInvalid([_problem(found, file, lines) for found in findings_in(error)]) from None
    findings = findings_between(ruleset)
    if findings:
        raise ProfileInvalid([_problem(found, file, lines) for found in findings])
    return ruleset


def findings_in(error: ValidationError) -> list[Finding]:
    """Return what the typed models refused, each by its place in the document."""
    return [_finding(dict(found)) for found in error.errors(include_url=False)]


def findings_between(ruleset: Ruleset) -> list[Finding]:
    """Return what is wrong between the parts of a ruleset, choices that fill no hole included."""
    findings = list(check_ruleset(ruleset))
    try:
        apply_choices(ruleset)
    except NoSuchHole as error:
        findings.append(Finding(("organisation_choice", error.position, "rule"), "no_such_hole", str(error)))
    return findings


def _parse(content: bytes, file: str) -> tuple[dict[str, Any], Positions]:
    if len(content) > MAX_PROFILE_BYTES:
        raise ProfileInvalid([Problem(file, 1, "", "too_big", f"at most {MAX_PROFILE_BYTES} bytes")])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ProfileInvalid([Problem(file, line, "", "not_utf8", "UTF-8")]) from None
    text = text.replace("\r\n", "\n")
    if file.endswith(".json"):
        return _parse_json(text, file)
    try:
        return tomllib.loads(text), Positions(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileInvalid([Problem(file, _line_in(str(error), text), "", "not_toml", str(error))]) from None
    except RecursionError:
        raise ProfileInvalid([Problem(file, 1, "", "not_toml", "less nesting")]) from None


def _parse_json(text: str, file: str) -> tuple[dict[str, Any], Positions]:
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise ProfileInvalid([Problem(file, line, "", "not_json", "JSON")]) from None
    if not isinstance(document, dict):
        raise ProfileInvalid([Problem(file, 1, "", "not_json", "an object")])
    return document, Positions("")


def _line_in(message: str, text: str) -> int:
    if "(at line " in message:
        return int(message.split("(at line ")[1].split(",")[0])
    return text.count("\n") + 1


def _problem(found: Finding, file: str, positions: Positions) -> Problem:
    return Problem(file, positions.line_of(found.path), field_words(found.path), found.code, found.expected)


def _finding(found: dict[str, Any]) -> Finding:
    path = _path(found["loc"])
    if found["type"] == "extra_forbidden":
        return Finding(path, "unknown_key", "a key of the rule form")
    context = found.get("ctx", {})
    expected = str(context.get("expected") or context.get("expected_tags") or context.get("pattern") or found["msg"])
    return Finding(path, "missing_key" if found["type"] == "missing" else "wrong_value", expected)


def _path(location: tuple[str | int, ...]) -> Path:
    """Drop the names of union members, which pydantic puts between the steps of a place."""
    path: list[str | int] = []
    for index, step in enumerate(location):
        after_number = index > 0 and isinstance(location[index - 1], int)
        is_member = after_number and isinstance(step, str) and index + 1 < len(location) and _in_needs(path)
        if not is_member:
            path.append(step)
    return tuple(path)


def _in_needs(path: list[str | int]) -> bool:
    names = [step for step in path if isinstance(step, str)]
    return bool(names) and names[-1] in ("needs", "unless", "of")


def field_words(path: Path) -> str:
    """Return a place as people count: gate_rule[3].match."""
    field = ""
    for step in path:
        field += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if field else step
    return field
