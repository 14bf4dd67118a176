"""Safes, opened safes, and a clock that a test may move."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Final
from uuid import UUID

import pytest

from vault import clock as house_clock
from vault.clock import AMSTERDAM, akkoord_now
from vault.ids import new_id
from vault.models import Hold, Safe
from vault.services import create_safe, place_hold
from vault.terms import HoldGround, SafeKind
from vault.unlocking import ciphers_of, unlocked

A_FEW_DAYS: Final = 7


def a_safe(kind: str = SafeKind.DOSSIER) -> Safe:
    """Return a new safe with its key."""
    return create_safe(kind=kind)


def a_hold(*safes: Safe) -> Hold:
    """Return a hold on these safes, because of a complaint."""
    return place_hold([safe.id for safe in safes], ground=HoldGround.COMPLAINT, review_on=None, by=new_id())


def unlock(*safes: Safe | UUID) -> unlocked:
    """Return an unlock without an audit row, for tests of what lies beneath audit.opening."""
    return unlocked(ciphers_of([getattr(safe, "id", safe) for safe in safes]))


class MovableClock:
    """The house clock in the hands of a test."""

    def move(self, *, days: int = 0, **by: float) -> None:
        """Move the clock by days, hours, minutes.

        Many days are days of the calendar: an hour of summer time more would be another day in the late evening. A few
        are of 24 hours, because a time to think over is counted in hours.
        """
        here = akkoord_now().astimezone(AMSTERDAM)
        many = (here + timedelta(days=days)).astimezone(UTC) - here.astimezone(UTC)
        house_clock.move((timedelta(days=days) if abs(days) < A_FEW_DAYS else many) + timedelta(**by))


@pytest.fixture
def clock(db) -> Iterator[MovableClock]:
    """Let the test move the house clock."""
    house_clock.allow_moving()
    yield MovableClock()
    house_clock.stand_still()
