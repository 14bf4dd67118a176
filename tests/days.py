"""Days that lie years apart."""

from datetime import date


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; of the last of February in a leap year the 28th, as terms count."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
