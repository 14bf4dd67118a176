"""From the bytes of a profile to a ruleset: parse, validate, check references; every problem at once."""

from typing import Any

from reglement.loading.examining import examine
from reglement.loading.parsing import parse
from reglement.loading.places import CHOICE, Choices, Places
from reglement.loading.positions import Positions
from reglement.loading.problems import ProfileInvalid
from reglement.rules.ruleset import Ruleset


def read_ruleset(content: bytes, *, file: str, choices: Choices | None = None) -> Ruleset:
    """Return the ruleset that this profile describes, with the organisation's choices; raises ProfileInvalid."""
    document, positions = parse(content, file)
    return read_document(document, file=file, positions=positions, choices=choices)


def parse_document(content: bytes, *, file: str) -> dict[str, Any]:
    """Return what a file says, whether or not the rule form knows it; raises ProfileInvalid."""
    return parse(content, file)[0]


def read_document(
    document: dict[str, Any],
    *,
    file: str,
    positions: Positions | None = None,
    choices: Choices | None = None,
    law: Ruleset | None = None,
) -> Ruleset:
    """Return the ruleset of a document that is already parsed, checked against `law`; raises ProfileInvalid."""
    places = Places(file, positions or Positions(), document.get(CHOICE), choices)
    examined = examine(places.with_choices(document), law)
    if examined.ruleset is None:
        raise ProfileInvalid([places.problem(found) for found in examined.findings])
    return examined.ruleset
