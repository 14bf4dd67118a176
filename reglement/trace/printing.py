"""The trace as a table to read and as data for machines."""

from collections.abc import Iterable, Iterator

from reglement.trace.reading import Row

_HEADER = ("rule", "class", "where it lives", "tests")
_GAP = "  "


def as_data(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Return the rows as plain data: id, class, where, tests."""
    return [{"id": row.id, "class": row.class_, "where": list(row.where), "tests": list(row.tests)} for row in rows]


def as_table(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the rows as lines of a table, below a line of headings and above one with the number of rules."""
    cells = [_HEADER, *((row.id, row.class_, ", ".join(row.where), ", ".join(row.tests)) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEADER))]
    for row in cells:
        yield _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    yield f"{len(cells) - 1} rules"
