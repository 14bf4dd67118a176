"""Whether the clock of the database runs on with the machine: a jump of hours would end terms that still run.

The time that a machine has been running can't be set. What the clock and that time said together is remembered; a
clock that later says something else has jumped, and nothing new is destroyed until it is right or a person says so.
A clock that is wrong from the start of a machine is not recognised by this.
"""

import logging
import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from vault.models import ClockReading
from vault.terms import FORGET_READINGS_AFTER, LARGEST_JUMP, READ_AGAIN_AFTER

logger = logging.getLogger(__name__)

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def look() -> bool:
    """Read the clock, and say whether a jump was found now that was not known; it is logged as an error."""
    now, up_seconds = clock_says(), _up_seconds()
    with transaction.atomic():
        reading, is_first = ClockReading.objects.select_for_update().get_or_create(
            boot=_boot(), defaults={"read_at": now, "up_seconds": up_seconds}
        )
        if is_first:
            ClockReading.objects.filter(read_at__lt=now - FORGET_READINGS_AFTER, jumped_at=None).delete()
            return False
        ran = timedelta(seconds=up_seconds - reading.up_seconds)
        has_jumped = abs(now - reading.read_at - ran) > LARGEST_JUMP
        was_known = reading.jumped_at is not None
        if has_jumped and not was_known:
            reading.jumped_at = now
            reading.save(update_fields=["jumped_at"])
            logger.error("the clock has jumped; nothing new is destroyed until it is right or somebody says so")
        elif not has_jumped and (was_known or ran >= READ_AGAIN_AFTER):
            _write(reading, now, up_seconds)
    return has_jumped and not was_known


def is_steady() -> bool:
    """Look, and say whether no machine knows of a jump that nobody answered for."""
    look()
    return found_at() is None


def found_at() -> datetime | None:
    """Return when the first jump was found that nobody answered for, by the clock that jumped; None without one."""
    jumps = ClockReading.objects.exclude(jumped_at=None).order_by("jumped_at")
    return jumps.values_list("jumped_at", flat=True).first()


def clock_says() -> datetime:
    """Return the moment by the clock of the database."""
    # Not the house clock: the demo moves that on purpose.
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


@transaction.atomic
def accept() -> None:
    """Take the clock as it stands for right: a person has looked at it."""
    for reading in ClockReading.objects.select_for_update().exclude(jumped_at=None):
        if reading.boot == _boot():
            _write(reading, clock_says(), _up_seconds())
        else:
            reading.delete()  # another machine reads anew


def _write(reading: ClockReading, now: datetime, up_seconds: float) -> None:
    reading.read_at, reading.up_seconds, reading.jumped_at = now, up_seconds, None
    reading.save(update_fields=["read_at", "up_seconds", "jumped_at"])


def _up_seconds() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


def _boot() -> str:
    # Where the system gives its start no name, each process counts for itself.
    return _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else f"process {os.getpid()}"
