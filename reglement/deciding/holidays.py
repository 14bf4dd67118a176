"""The days on which no working day can be counted: weekends and the general holidays of the Algemene termijnenwet."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

SATURDAY: Final = 5
SUNDAY: Final = 6
# Days from Easter Sunday: Good Friday, Easter Monday, Ascension Day and Whit Monday.
_FROM_EASTER: Final = (-2, 1, 39, 50)
# New Year, Liberation Day and both days of Christmas.
_EACH_YEAR: Final = ((1, 1), (5, 5), (12, 25), (12, 26))
# The birthday of the king is kept on 27 April; until 2014 that of the queen on 30 April.
_FIRST_KINGS_DAY: Final = 2014


def is_working_day(day: date) -> bool:
    """Say whether this is a Monday to Friday that is no general holiday (Algemene termijnenwet, article 3)."""
    return day.weekday() < SATURDAY and day not in holidays_of(day.year)


@lru_cache(maxsize=64)
def holidays_of(year: int) -> frozenset[date]:
    """Return the general holidays of this year that can fall on a Monday to Friday, Good Friday included."""
    easter = easter_sunday(year)
    days = {date(year, month, day) for month, day in _EACH_YEAR}
    days |= {easter + timedelta(days=distance) for distance in _FROM_EASTER}
    return frozenset({*days, _birthday_of_the_king(year)})


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of this year in the Gregorian calendar (the anonymous algorithm, as Meeus prints it)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    shift = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - shift - rest % 4) % 7
    late = (golden + 11 * shift + 22 * weekday) // 451
    month, day = divmod(shift + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _birthday_of_the_king(year: int) -> date:
    day = date(year, 4, 27 if year >= _FIRST_KINGS_DAY else 30)
    return day - timedelta(days=1) if day.weekday() == SUNDAY else day
