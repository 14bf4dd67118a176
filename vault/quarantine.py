"""Keeps the doors closed while the database remembers less than the ledger: a restored backup must forget again."""

import time
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from vault import ledger
from vault.facts import LedgerBroken
from vault.keys.models import SafeKey
from vault.models import Safe
from vault.services.safes import fence
from vault.services.shredding import finish_shredding

# A shred elsewhere is between its ledger line and its key for less than this.
PATIENCE_SECONDS: Final = 5.0
_LOOK_AGAIN_SECONDS: Final = 1.0


@dataclass
class _Seen:
    # What this process found, so that a request costs one look at the ledger's size.
    place: str = ""
    offset: int = 0
    looked_at: float = float("-inf")
    is_closed: bool = True


_seen = _Seen()


def behind() -> frozenset[UUID]:
    """Return the safes that the ledger says are shredded and the databases do not; raises LedgerBroken."""
    return _unfinished(_shredded_safes(ledger.read_all()))


def doors_closed() -> bool:
    """Return whether content must stay closed: everything is compared when a process starts, later what was added.

    A ledger that can't be read, or that became shorter, closes the doors or is compared anew.
    """
    place, size, now = str(ledger.path()), ledger.size(), time.monotonic()
    is_known = _seen.place == place and not _seen.is_closed and size >= _seen.offset
    if is_known and size == _seen.offset:
        return False
    if _seen.place == place and _seen.is_closed and now - _seen.looked_at < _LOOK_AGAIN_SECONDS:
        return True
    _seen.place, _seen.looked_at = place, now
    try:
        entries, _seen.offset = ledger.read_from(_seen.offset if is_known else 0)
    except (OSError, LedgerBroken):
        _seen.is_closed = True
        return True
    safe_ids = _shredded_safes(entries)
    _seen.is_closed = bool(_settled(safe_ids) if is_known else _unfinished(safe_ids))
    return _seen.is_closed


def replay() -> frozenset[UUID]:
    """Shred again what the ledger says is shredded, and return it; safe to repeat. Raises SafeIsHeld, LedgerBroken.

    The ledger is not written: its lines already say so.
    """
    safe_ids = behind()
    present = frozenset(Safe.objects.filter(id__in=safe_ids).values_list("id", flat=True))
    fence(present)
    finish_shredding(safe_ids)
    _seen.place = ""
    return safe_ids


def _shredded_safes(entries: list[ledger.Entry]) -> frozenset[UUID]:
    lines = (entry.body["safe_ids"] for entry in entries if entry.kind == "safe.shredded")
    return frozenset(UUID(safe_id) for line in lines for safe_id in line)


def _unfinished(safe_ids: frozenset[UUID]) -> frozenset[UUID]:
    with_key = SafeKey.objects.filter(safe_id__in=safe_ids).values_list("safe_id", flat=True)
    unmarked = Safe.objects.filter(id__in=safe_ids, shredded_at=None).values_list("id", flat=True)
    return frozenset(with_key) | frozenset(unmarked)


def _settled(safe_ids: frozenset[UUID]) -> frozenset[UUID]:
    # A line that was just added may belong to a shred that is still at work.
    patience_ends = time.monotonic() + PATIENCE_SECONDS
    while (unfinished := _unfinished(safe_ids)) and time.monotonic() < patience_ends:
        time.sleep(0.05)
    return unfinished
