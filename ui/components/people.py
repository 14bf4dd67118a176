"""Dates, durations and names, as people say them."""

from django import template

from ui import dates
from ui.components.drawing import drawn
from ui.listing import enumerated as in_one_line

register = template.Library()


@register.filter
def people_date(moment):
    """Say a day as people do, with the exact date on hover and in print."""
    return drawn("moment", moment=moment, words=dates.people_words(moment)) if moment else ""


@register.filter
def deadline(moment):
    """Say how long there still is, with the exact date on hover and in print."""
    return drawn("moment", moment=moment, words=dates.deadline_words(moment)) if moment else ""


@register.filter
def exact_date(moment):
    """Say the full date, with the time if there is one."""
    return dates.exact_words(moment) if moment else ""


@register.filter
def enumerated(words):
    """Say words in one line; between semicolons where one of them has a comma in itself."""
    return in_one_line(words)


@register.filter
def duration_words(duration):
    """Say minutes, a timedelta or an ISO term in words."""
    return dates.duration_words(duration)


@register.filter
def mask(value, may_see=True):  # noqa: FBT002 - a filter has one positional argument
    """Print personal data, or only that it is there for who may not see it."""
    return value if may_see else drawn("masked")


@register.filter
def initials(name):
    """Shorten a name to its first and last capital: "Marit van der Velde" becomes "MV"."""
    letters = [word[0] for word in str(name).replace("-", " ").split() if word[0].isupper()]
    return "".join(letters[:1] + letters[1:][-1:]) or str(name)[:1].upper()
