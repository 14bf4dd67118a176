"""The file in which an organisation fills the holes of a text with choices of its own."""

from pathlib import Path

from reglement.loading.checking import Finding
from reglement.loading.parsing import parse
from reglement.loading.places import CHOICE, Choices, Places
from reglement.loading.problems import ProfileInvalid
from reglement.rules.expected import Expected


def read_choices(path: Path, key: str) -> Choices:
    """Return the choices in this file that are meant for the ruleset with this key; raises ProfileInvalid."""
    document, positions = parse(path.read_bytes(), path.name)
    entries = document.get(CHOICE, [])
    if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
        findings = [
            Finding((CHOICE, index, "ruleset"), "missing_key", Expected("text_key"))
            for index, entry in enumerate(entries)
            if not isinstance(entry.get("ruleset"), str)
        ]
    else:
        findings = [Finding((CHOICE,), "wrong_value", Expected("list_of", CHOICE))]
    findings += [Finding((name,), "unknown_key", Expected("list_of", CHOICE)) for name in document if name != CHOICE]
    if findings:
        places = Places(path.name, positions, [], None)
        raise ProfileInvalid([places.problem(found) for found in findings])
    mine = [
        (index, {name: value for name, value in entry.items() if name != "ruleset"})
        for index, entry in enumerate(entries)
        if entry["ruleset"] == key
    ]
    return Choices(path.name, positions, tuple(mine))
