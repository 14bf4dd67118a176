"""The one clock: SQL and Python take the time from akkoord_now(), which only test databases and the demo may move."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import connection, models, transaction
from django.db.models.functions import Greatest

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")


class ClockStandsFast(Exception):
    """This database's clock may not be moved."""


class AkkoordNow(models.Func):
    """The moment by the house clock, for `db_default` and queries."""

    function = "akkoord_now"
    arity = 0
    output_field = models.DateTimeField()


class AkkoordNowOnce(AkkoordNow):
    """The same, asked once for a whole statement, where AkkoordNow asks anew for each row that changes."""

    template = "(SELECT %(function)s())"


class NotBefore(Greatest):
    """The moment by the house clock, or that of a column where the clock went back since."""

    def __init__(self, column: str, **extra: Any) -> None:
        super().__init__(AkkoordNowOnce(), models.F(column), **extra)


def not_before(moment: datetime | None) -> datetime:
    """Return the moment by the house clock, or this one where the clock went back since: it stands in nobody's way."""
    now = akkoord_now()
    return now if moment is None else max(now, moment)


def akkoord_now() -> datetime:
    """Return the moment by the house clock; inside a transaction it is the moment the transaction began."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT akkoord_now()")
        return cursor.fetchone()[0]


def today() -> date:
    """Return the calendar day in Amsterdam, on which every term of a reglement counts."""
    return akkoord_now().astimezone(AMSTERDAM).date()


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins in Amsterdam."""
    return datetime.combine(day, time.min, tzinfo=AMSTERDAM)


def allow_moving() -> None:
    """Let this database's clock be moved; only the owner of the tables can say so (test databases and the demo)."""
    with _as_owner() as cursor:
        cursor.execute(
            "INSERT INTO vault_clock (id, shift, movable) VALUES (1, interval '0', true)"
            " ON CONFLICT (id) DO UPDATE SET movable = true"
        )


def move(by: timedelta) -> None:
    """Move the clock on (or back) by this much; raises ClockStandsFast unless allow_moving() was called here."""
    _shift("shift + %s", [by])


def stand_still() -> None:
    """Put the clock back on the time of the machine; raises ClockStandsFast as move() does."""
    _shift("interval '0'", [])


def _shift(expression: str, params: list[timedelta]) -> None:
    with _as_owner() as cursor:
        cursor.execute(f"UPDATE vault_clock SET shift = {expression} WHERE id = 1 AND movable", params)  # noqa: S608
        moved = cursor.rowcount
    if not moved:
        raise ClockStandsFast


@contextmanager
def _as_owner() -> Iterator:
    # The application's role may only read the clock; a login that may act as its owner steps forward for a moment.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user, tableowner FROM pg_tables WHERE tablename = 'vault_clock'")
        role, owner = cursor.fetchone()
        cursor.execute("SELECT set_config('role', %s, true)", [owner])
        yield cursor
        cursor.execute("SELECT set_config('role', %s, true)", [role])
