"""Keeps the doors closed while the database remembers less than the ledger: a restored backup must forget again.

They are closed too while the ledger itself is out of reach, was changed, or ends before what the databases remember.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from vault import ledger, remembering, restorations
from vault.facts import LedgerBehind, LedgerBroken
from vault.keys.models import SafeKey
from vault.models import Safe
from vault.services.safes import fence
from vault.services.shredding import finish_shredding
from vault.terms import Why

# A shred elsewhere is between its ledger line and its key for less than this.
PATIENCE_SECONDS: Final = 5.0
_LOOK_AGAIN_SECONDS: Final = 1.0


@dataclass
class _Seen:
    # What this process found, so that a request costs one look at the ledger's file.
    place: str = ""
    file: tuple[int, int, int] = (0, 0, 0)
    offset: int = 0
    looked_at: float = float("-inf")
    why: Why | None = None


_seen = _Seen()


def behind() -> frozenset[UUID]:
    """Return the safes that the ledger says are shredded and the databases do not.

    Raises LedgerBroken, and LedgerBehind when the ledger itself lacks lines.
    """
    remembering.refuse_a_shorter_ledger()
    return _unfinished(_shredded_safes(ledger.read_all()))


def brought_back() -> frozenset[UUID]:
    """Return those of them that no shred of this database was at work on: something older was put in its place.

    Raises as behind() does.
    """
    remembering.refuse_a_shorter_ledger()
    return _brought_back(_shredded_safes(ledger.read_all()))


def forget() -> None:
    """Let this process compare everything anew."""
    _seen.place = ""


def doors_closed() -> bool:
    """Return whether content must stay closed, as why_closed() knows it."""
    return why_closed() is not None


def why_closed() -> Why | None:
    """Return why content must stay closed, or nothing when the doors are open.

    Everything is compared when a process starts and when the file became another or shorter, later what was added.
    """
    place, now = str(ledger.path()), time.monotonic()
    try:
        file = ledger.looked()
    except OSError:
        return _found(place, now, Why.UNREACHABLE)
    is_known = _seen.place == place and _seen.why is None and _is_longer(file)
    if is_known and file == _seen.file:
        return None
    if _seen.place == place and _seen.why and now - _seen.looked_at < _LOOK_AGAIN_SECONDS:
        return _seen.why
    _seen.file = file
    return _found(place, now, _compared(is_known=is_known))


def look_again() -> Why | None:
    """Return the same, having compared once more how far the ledger comes: for readiness, which is asked seldom."""
    why = why_closed()
    if why is None:
        try:
            remembering.refuse_a_shorter_ledger()
        except OSError:
            why = _found(_seen.place, time.monotonic(), Why.UNREACHABLE)
        except LedgerBehind:
            why = _found(_seen.place, time.monotonic(), Why.BEHIND)
        except LedgerBroken:
            why = _found(_seen.place, time.monotonic(), Why.BROKEN)
    if why is None and restorations.waiting():
        why = _found(_seen.place, time.monotonic(), Why.RESTORED)
    return why


def _compared(*, is_known: bool) -> Why | None:
    try:
        remembering.refuse_a_shorter_ledger()
        entries, _seen.offset = ledger.read_from(_seen.offset if is_known else 0)
    except OSError:
        return Why.UNREACHABLE
    except LedgerBehind:
        return Why.BEHIND
    except LedgerBroken:
        return Why.BROKEN
    if restorations.waiting():
        return Why.RESTORED
    young = entries if is_known else [entry for entry in entries if _is_young(entry)]
    old = _shredded_safes(entries).difference(_shredded_safes(young))
    return Why.UNFINISHED if _brought_back(old) or _settled(_shredded_safes(young)) else None


def _found(place: str, now: float, why: Why | None) -> Why | None:
    _seen.place, _seen.looked_at, _seen.why = place, now, why
    return why


def _is_longer(file: tuple[int, int, int]) -> bool:
    # Of the same file and with something added, or with nothing done to it at all.
    return file == _seen.file or (file[1] == _seen.file[1] and file[0] > _seen.file[0])


def replay() -> frozenset[UUID]:
    """Shred again what the ledger says is shredded, and return it; safe to repeat.

    The ledger is not written: its lines already say so. Raises SafeIsHeld, LedgerBroken.
    """
    safe_ids = behind()
    present = frozenset(Safe.objects.filter(id__in=safe_ids).values_list("id", flat=True))
    fence(present)
    finish_shredding(safe_ids)
    forget()
    return safe_ids


def _shredded_safes(entries: list[ledger.Entry]) -> frozenset[UUID]:
    lines = (entry.body["safe_ids"] for entry in entries if entry.kind == "safe.shredded")
    return frozenset(UUID(safe_id) for line in lines for safe_id in line)


def _unfinished(safe_ids: frozenset[UUID]) -> frozenset[UUID]:
    with_key = SafeKey.objects.filter(safe_id__in=safe_ids).values_list("safe_id", flat=True)
    unmarked = Safe.objects.filter(id__in=safe_ids, shredded_at=None).values_list("id", flat=True)
    return frozenset(with_key) | frozenset(unmarked)


def _brought_back(safe_ids: frozenset[UUID]) -> frozenset[UUID]:
    # What is fenced and has no moment yet is a shred that a kill broke off: its fence holds, and its case goes on.
    under_way = Safe.objects.filter(id__in=safe_ids, fenced_at__isnull=False, shredded_at=None)
    return _unfinished(safe_ids).difference(under_way.values_list("id", flat=True))


def _is_young(entry: ledger.Entry) -> bool:
    # A process may start in the middle of a shred that is at work elsewhere.
    return (datetime.now(UTC) - datetime.fromisoformat(entry.at)).total_seconds() < PATIENCE_SECONDS


def _settled(safe_ids: frozenset[UUID]) -> frozenset[UUID]:
    # A line that was just added may belong to a shred that is still at work.
    patience_ends = time.monotonic() + PATIENCE_SECONDS
    while (unfinished := _brought_back(safe_ids)) and time.monotonic() < patience_ends:
        time.sleep(0.05)
    return unfinished
