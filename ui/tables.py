"""Tables for spreadsheets: text that opens in one with its letters whole, and that never runs as a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

# Dutch spreadsheets take the semicolon for the border between two cells.
_BORDER: Final = ";"
# A mark at the beginning tells a spreadsheet that the letters are UTF-8.
_MARK: Final = "\ufeff"
# A cell that begins so is taken for a formula, also behind white space; the wide ones are read as the narrow ones.
_FORMULA: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV: UTF-8 with a mark, semicolons between cells, each quoted, lines ended as in RFC 4180."""
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=_BORDER, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(cell) for cell in columns])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (_MARK + written.getvalue()).encode()


def harmless(cell: str) -> str:
    """Return the text of a cell so that a spreadsheet shows it and does not run it."""
    begins = cell.lstrip()[:1]
    is_risky = begins in _FORMULA if begins else False
    return f"'{cell}" if is_risky or cell[:1] in ("\t", "\r", "\n") else cell
