"""Adding a term to a day: ISO 8601 calendar terms, working days, ends of months and years."""

import re
from calendar import monthrange
from datetime import date, timedelta

from reglement.deciding.holidays import is_working_day

MONTHS_IN_YEAR = 12
ONE_DAY = timedelta(days=1)
_CALENDAR_TERM = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$")
_WORKING_DAYS = re.compile(r"^P(\d+)WD$")


class NotATerm(ValueError):
    """The text is no term that this house can count with."""


def add_term(start: date, term: str) -> date:
    """Return the day on which `term` after `start` is reached; raises NotATerm.

    Years and months come first and fall on the same day of the month, or on its last day where that day does not
    exist (29 February + P1Y = 28 February; 31 January + P1M = 28 or 29 February); weeks and days follow.
    """
    working = _WORKING_DAYS.match(term)
    if working:
        return _add_working_days(start, int(working[1]))
    parts = _CALENDAR_TERM.match(term)
    if parts is None or term == "P":
        raise NotATerm(term)
    years, months, weeks, days = (int(part or 0) for part in parts.groups())
    return _add_months(start, years * MONTHS_IN_YEAR + months) + timedelta(weeks=weeks, days=days)


def end_of(start: date, term: str, to: str) -> date:
    """Return the day on which this term from `start` is over, rounded up; what ends at once is not rounded."""
    end = add_term(start, term)
    return end if end == start else round_up(end, to)


def round_up(day: date, to: str) -> date:
    """Return the last day of the month or calendar year of `day`, or the day itself."""
    if to == "year_end":
        return date(day.year, 12, 31)
    if to == "month_end":
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day


def _add_months(start: date, months: int) -> date:
    month_index = start.year * MONTHS_IN_YEAR + start.month - 1 + months
    year, month = divmod(month_index, MONTHS_IN_YEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _add_working_days(start: date, days: int) -> date:
    day = start
    while days:
        day += ONE_DAY
        if is_working_day(day):
            days -= 1
    return day
