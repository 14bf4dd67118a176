"""Dates and durations sound as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ui import dates

SATURDAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _on_a_saturday():
    with dates.today_is(SATURDAY):
        yield


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "vandaag"),
        (date(2026, 11, 20), "gisteren"),
        (date(2026, 11, 22), "morgen"),
        (date(2026, 11, 19), "donderdag"),
        (date(2026, 11, 24), "dinsdag"),
        (date(2026, 11, 14), "14 november"),
        (date(2026, 3, 3), "3 maart"),
        (date(2025, 3, 3), "3 maart 2025"),
    ],
)
def test_a_day_near_has_a_name_and_a_day_far_has_a_date(day, words):
    assert dates.people_words(day) == words


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (30, "nog 30 dagen", "plain"),
        (3, "nog 3 dagen", "wait"),
        (1, "nog 1 dag", "wait"),
        (0, "vandaag", "no"),
        (-1, "1 dag te laat", "no"),
        (-9, "9 dagen te laat", "no"),
    ],
)
def test_a_deadline_says_what_is_left_and_how_urgent_it_is(days, words, tone):
    moment = SATURDAY + timedelta(days=days)

    assert (dates.deadline_words(moment), dates.deadline_tone(moment)) == (words, tone)


def test_a_moment_late_in_the_evening_belongs_to_the_dutch_day():
    assert dates.people_words(datetime(2026, 11, 20, 23, 30, tzinfo=UTC)) == "vandaag"


def test_the_exact_words_carry_the_dutch_time():
    moment = datetime(2026, 11, 19, 13, 5, tzinfo=UTC)

    assert dates.exact_words(moment) == "donderdag 19 november 2026, 14:05"


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (0, "0 minuten"),
        (1, "1 minuut"),
        (75, "1 uur en 15 minuten"),
        (timedelta(days=1, hours=2, minutes=1), "1 dag, 2 uur en 1 minuut"),
        ("P2Y", "2 jaar"),
        ("P1Y6M", "1 jaar en 6 maanden"),
        ("P4W", "4 weken"),
    ],
)
def test_a_duration_is_said_in_words(duration, words):
    assert dates.duration_words(duration) == words


@pytest.mark.parametrize("text", ["", "P", "2 jaar", "P2Y3"])
def test_a_term_that_is_no_term_is_refused(text):
    with pytest.raises(ValueError, match="ISO 8601"):
        dates.duration_words(text)


def test_the_former_day_returns_when_nobody_moves_it_any_more():
    with dates.today_is(date(2030, 1, 1)):
        assert dates.today() == date(2030, 1, 1)

    assert dates.today() == SATURDAY
