"""The table of answers: read from its file, one row per door and method, one column per person."""

from functools import cache
from pathlib import Path

Row = dict[str, int]
FILE = Path(__file__).with_name("answers.txt")


@cache
def answers() -> dict[tuple[str, str], Row]:
    """Return what each person is answered, by door and method."""
    lines = [line for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    _door, _method, *persons = lines[0].split()
    table: dict[tuple[str, str], Row] = {}
    for line in lines[1:]:
        door, method, *cells = line.split()
        assert (door, method) not in table, f"{door} {method} has two rows"
        table[door, method] = dict(zip(persons, map(int, cells), strict=True))
    return table
