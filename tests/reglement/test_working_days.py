"""Working days: no weekend and no general holiday of the Algemene termijnenwet is counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglement.deciding.calendar import add_term
from reglement.deciding.holidays import easter_sunday, holidays_of, is_working_day
from tests.reglement.questions import REPORT, asked
from tests.reglement.small_texts import ask, text_of
from tests.reglement.test_room_for_others import rule

# Official dates, the earliest and the latest that there can be among them.
EASTERS = ["1961-04-02", "2008-03-23", "2025-04-20", "2026-04-05", "2038-04-25", "2049-04-18", "2285-03-22"]


@pytest.mark.parametrize("day", EASTERS)
def test_easter_falls_where_the_calendar_of_the_church_says(day):
    assert easter_sunday(int(day[:4])) == date.fromisoformat(day)


def test_holidays_of_a_year_are_those_of_the_law():
    assert sorted(day.isoformat() for day in holidays_of(2026)) == [
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-04-27",
        "2026-05-05",
        "2026-05-14",
        "2026-05-25",
        "2026-12-25",
        "2026-12-26",
    ]


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        # The same five days over Easter, over Ascension Day, over Christmas and New Year, and in a plain week.
        ("2026-04-02", "P5WD", "2026-04-13"),
        ("2026-05-13", "P5WD", "2026-05-21"),
        ("2026-12-24", "P5WD", "2027-01-04"),
        ("2026-11-20", "P5WD", "2026-11-27"),
        ("2026-11-21", "P1WD", "2026-11-23"),
        # On a Sunday the birthday of the king is kept a day earlier, and Monday works.
        ("2025-04-25", "P1WD", "2025-04-28"),
        ("2026-04-24", "P1WD", "2026-04-28"),
        ("2013-04-29", "P1WD", "2013-05-01"),
    ],
)
def test_a_term_of_working_days_passes_over_what_nobody_works(start, term, end):
    assert add_term(date.fromisoformat(start), term) == date.fromisoformat(end)


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(1, 40))
def test_every_working_day_of_a_term_was_one(start, days):
    end = add_term(start, f"P{days}WD")
    between = [start + timedelta(days=number) for number in range(1, (end - start).days + 1)]

    assert is_working_day(end)
    assert sum(map(is_working_day, between)) == days


def test_client_gets_his_days_to_read_also_over_easter():
    text = text_of(rule("require", "report", 'needs = [{ kind = "shown", at_least = "P5WD" }]'))
    shown = asked(REPORT, content__shown_to_client=True, content__shown_on="2026-04-02")

    assert ask(text, asked(shown, on="2026-04-12")).effect == "deny"
    assert ask(text, asked(shown, on="2026-04-13")).effect == "allow"
