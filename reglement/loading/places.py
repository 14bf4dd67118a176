"""Where in which file a finding stands: in the profile itself, or in the file of choices beside it."""

from typing import Any, Final, NamedTuple

from reglement.loading.checking import Finding
from reglement.loading.positions import Positions
from reglement.loading.problems import Problem
from reglement.rules.shapes import Place

CHOICE: Final = "organisation_choice"


class Choices(NamedTuple):
    """The choices of one organisation out of a file that may hold those of several texts."""

    file: str
    positions: Positions
    entries: tuple[tuple[int, dict[str, Any]], ...]
    """Each with its place in that file."""


class Places:
    """Turns a place in a document into a file, a line and a field."""

    def __init__(self, file: str, positions: Positions, own_choices: Any, choices: Choices | None) -> None:
        """Remember how many choices the profile brings itself; the others come behind them."""
        self._file, self._positions, self._choices = file, positions, choices
        self._own = len(own_choices) if isinstance(own_choices, list) else 0

    def with_choices(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return the document with the choices behind its own."""
        own = document.get(CHOICE, [])
        if self._choices is None or not self._choices.entries or not isinstance(own, list):
            return document
        return {**document, CHOICE: [*own, *(entry for _, entry in self._choices.entries)]}

    def problem(self, found: Finding) -> Problem:
        """Return the finding with its file, line and field."""
        file, positions, path = self._file, self._positions, found.path
        step = path[1] if path[:1] == (CHOICE,) and len(path) > 1 else None
        if self._choices is not None and isinstance(step, int) and step >= self._own:
            file, positions = self._choices.file, self._choices.positions
            path = (CHOICE, self._choices.entries[step - self._own][0], *path[2:])
        return Problem(file, positions.line_of(path), field_words(path), found.code, found.expected)


def field_words(path: Place) -> str:
    """Return a place as people count: gate_rule[3].match."""
    field = ""
    for step in path:
        field += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if field else step
    return field
