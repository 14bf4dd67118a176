"""What can be wrong with a profile, said by machine word; the sentences are in wording."""

from collections.abc import Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong: where it stands and what was expected there."""

    file: str
    line: int
    field: str
    code: str
    expected: str = ""

    def as_text(self) -> str:
        """Return the problem as one plain line, for logs and terminals."""
        tail = f": expected {self.expected}" if self.expected else ""
        return f"{self.file}:{self.line}: {self.field}: {self.code}{tail}"


class ProfileInvalid(Exception):
    """A profile that cannot be loaded, with every problem that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems in the order of the file."""
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line)))
        super().__init__("\n".join(problem.as_text() for problem in self.problems))
