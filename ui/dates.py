"""Dates and durations the way people say them, with the exact moment always at hand."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_today: ContextVar[date | None] = ContextVar("ui_today", default=None)
_ISO_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


@contextmanager
def today_is(day: date) -> Iterator[None]:
    """Let pages stand on this day; the room that owns the clock calls this around a request."""
    token = _today.set(day)
    try:
        yield
    finally:
        _today.reset(token)


def today() -> date:
    """Return the day pages stand on: the one that was set, else the calendar's."""
    return _today.get() or timezone.localdate()


def day_of(moment: date | datetime) -> date:
    """Return the local calendar day of a moment or day."""
    if not isinstance(moment, datetime):
        return moment
    return (timezone.localtime(moment) if timezone.is_aware(moment) else moment).date()


def exact_words(moment: date | datetime) -> str:
    """Return the full date, with the time when there is one: "donderdag 19 november 2026, 14:05"."""
    words = date_format(day_of(moment), "l j F Y")
    if not isinstance(moment, datetime):
        return words
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{words}, {local:%H:%M}"


def people_words(moment: date | datetime) -> str:
    """Return a day as people say it: "vandaag", "gisteren", "donderdag", "3 maart"."""
    day, now = day_of(moment), today()
    distance = (day - now).days
    near = {-1: _("gisteren"), 0: _("vandaag"), 1: _("morgen")}
    if distance in near:
        return near[distance]
    if abs(distance) < 7:
        return date_format(day, "l")
    return date_format(day, "j F" if day.year == now.year else "j F Y")


def deadline_words(moment: date | datetime) -> str:
    """Return how long there still is: "nog 3 dagen", "vandaag", "2 dagen te laat"."""
    left = (day_of(moment) - today()).days
    if left == 0:
        return _("vandaag")
    if left < 0:
        return ngettext("%(days)d dag te laat", "%(days)d dagen te laat", -left) % {"days": -left}
    return ngettext("nog %(days)d dag", "nog %(days)d dagen", left) % {"days": left}


def deadline_tone(moment: date | datetime) -> str:
    """Return the tone of a deadline: no when today or past, wait within a week, plain after that."""
    left = (day_of(moment) - today()).days
    return "no" if left <= 0 else "wait" if left <= 7 else "plain"


def duration_words(duration: timedelta | int | str) -> str:
    """Return minutes, a timedelta or an ISO 8601 term in words: "1 uur en 15 minuten", "2 jaar"."""
    if isinstance(duration, str):
        return _joined(_iso_pieces(duration))
    minutes = duration if isinstance(duration, int) else int(duration.total_seconds() // 60)
    days, rest = divmod(minutes, 24 * 60) if isinstance(duration, timedelta) else (0, minutes)
    hours, minutes = divmod(rest, 60)
    pieces = [_days(days), _hours(hours), _minutes(minutes)]
    return _joined(pieces) or _("0 minuten")


def _iso_pieces(text: str) -> list[str]:
    match = _ISO_DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        raise ValueError("This is not an ISO 8601 duration.")
    years, months, weeks, days, hours, minutes = (int(group or 0) for group in match.groups())
    return [
        ngettext("%(count)d jaar", "%(count)d jaar", years) % {"count": years} if years else "",
        ngettext("%(count)d maand", "%(count)d maanden", months) % {"count": months} if months else "",
        ngettext("%(count)d week", "%(count)d weken", weeks) % {"count": weeks} if weeks else "",
        _days(days),
        _hours(hours),
        _minutes(minutes),
    ]


def _days(count: int) -> str:
    return ngettext("%(count)d dag", "%(count)d dagen", count) % {"count": count} if count else ""


def _hours(count: int) -> str:
    return ngettext("%(count)d uur", "%(count)d uur", count) % {"count": count} if count else ""


def _minutes(count: int) -> str:
    return ngettext("%(count)d minuut", "%(count)d minuten", count) % {"count": count} if count else ""


def _joined(pieces: list[str]) -> str:
    present = [piece for piece in pieces if piece]
    if len(present) < 2:
        return "".join(present)
    return _("%(first)s en %(last)s") % {"first": ", ".join(present[:-1]), "last": present[-1]}
