"""What can be wrong with a profile, said by machine word; the sentences are in wording."""

from collections.abc import Sequence
from typing import NamedTuple

from reglement.rules.expected import Expected


class Problem(NamedTuple):
    """One thing that is wrong: where it stands and what was expected there."""

    file: str
    line: int
    field: str
    code: str
    expected: Expected | None = None

    def as_text(self) -> str:
        """Return the problem as one plain line, for logs and terminals."""
        expected = " ".join([*self.expected[:2], *self.expected.words]) if self.expected else ""
        tail = f": expected {expected}" if expected else ""
        return f"{self.file}:{self.line}: {self.field}: {self.code}{tail}"


class ProfileInvalid(Exception):
    """A profile that cannot be loaded, with every problem that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems in the order of the file."""
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line)))
        super().__init__("\n".join(problem.as_text() for problem in self.problems))
