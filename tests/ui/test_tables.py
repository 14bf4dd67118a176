"""Tables for spreadsheets: whole letters, whole cells, and no cell that runs."""

import csv
from io import StringIO

import pytest

from ui.tables import csv_of, harmless

RISKY = [
    "=1+1",
    "+31 20",
    "-2",
    "@SUM(A1)",
    "  =1",
    "\t=1",
    "\tx",
    "\rx",
    "\nx",
    "\uff1d1+1",
    "\u00a0=1",
    "=cmd|' /C calc'!A0",
]


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("cell", RISKY)
def test_cell_that_a_spreadsheet_would_run_begins_with_a_quote(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "naam", "2 jaar", "a=b", "artikel 4.1", "«x»", "e-mail"])
def test_ordinary_cell_stays_as_it_is(cell):
    assert harmless(cell) == cell


def test_table_comes_back_whole_from_a_spreadsheet():
    rows = [["Łukasz; «x»", 'zegt "ja"', "twee\nregels"], ["é", "", "4.1"]]

    content = csv_of(["een", "twee", "drie"], rows)

    assert content.startswith(b"\xef\xbb\xbf")
    assert read(content) == [["een", "twee", "drie"], *rows]
    assert content.count(b"\r\n") == 3


def test_heading_is_no_formula_either():
    assert read(csv_of(["=x"], [["-y"]])) == [["'=x"], ["'-y"]]
