"""The renewal of the master key: every safe's key wrapped anew under the first key of the ring, batch by batch."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connections, transaction

from vault import keyring, ledger, masters
from vault.facts import RotationUnfinished
from vault.keys.models import SafeKey

# Small enough that a shred or a new safe never waits noticeably for the rows of a batch.
BATCH: Final = 500
PATIENCE_SECONDS: Final = 10.0
_BEFORE_THE_FIRST: Final = UUID(int=0)
# One statement of one plan: bulk_update() would hold the rows ten times as long.
_REPLACE: Final = """
UPDATE keys_safekey SET wrapped = fresh.wrapped, master_key_id = %s
FROM unnest(%s::uuid[], %s::bytea[]) AS fresh (id, wrapped) WHERE keys_safekey.id = fresh.id
"""


@dataclass(frozen=True)
class Progress:
    """How far a rotation is, as of a committed batch."""

    done: int
    total: int


def rotate_master_keys(*, batch: int = BATCH) -> Iterator[Progress]:
    """Wrap every key under the first key of the ring, and yield after each committed batch.

    Killed anywhere, it leaves each key wrapped whole under the old key or the new one, and a second call goes on.
    It may run beside others and beside the working day: rows that somebody else holds are left for the next pass.
    Raises KeyMissing for a key that the ring doesn't open, KeyUnfit, LedgerBroken, and RotationUnfinished when the
    last keys stay held by somebody.
    """
    writing = masters.writing_id()
    waiting = {key_id: wraps for key_id, wraps in masters.in_use().items() if key_id != writing}
    if waiting:
        # Before anything moves: a key that comes in use again is no longer called retired.
        ledger.append(masters.BEGUN, {"from": sorted(waiting), "to": writing}, book=masters.BOOK)
    done, total, moved_at = 0, sum(waiting.values()), time.monotonic()
    while left := sum(wraps for key_id, wraps in masters.in_use().items() if key_id != writing):
        for moved in _one_pass(writing, batch):
            done, moved_at = done + moved, time.monotonic()
            yield Progress(done, max(done, total))
        if time.monotonic() - moved_at > PATIENCE_SECONDS:
            raise RotationUnfinished(left)
        time.sleep(0.05)
    _retire_what_is_empty()


def _one_pass(writing: str, batch: int) -> Iterator[int]:
    after = _BEFORE_THE_FIRST
    while key_ids := _rewrap(after, writing, batch):
        after = key_ids[-1]
        yield len(key_ids)


@transaction.atomic(using="keys", durable=True)
def _rewrap(after: UUID, writing: str, batch: int) -> list[UUID]:
    waiting = SafeKey.objects.filter(id__gt=after).exclude(master_key_id=writing).order_by("id")
    # An update and never an insert, under the lock that a shred's delete needs: no shredded key can come back.
    rows = list(waiting.select_for_update(skip_locked=True)[:batch])
    wrapped = [_wrapped_anew(row) for row in rows]
    key_ids = [row.id for row in rows]
    with connections["keys"].cursor() as cursor:
        cursor.execute(_REPLACE, [writing, key_ids, wrapped])
    return key_ids


def _wrapped_anew(row: SafeKey) -> bytes:
    key = keyring.unwrap(bytes(row.wrapped), safe_id=row.safe_id, master_key_id=row.master_key_id)
    return keyring.wrap(key, safe_id=row.safe_id)[1]


def _retire_what_is_empty() -> None:
    in_use = masters.in_use()
    for key_id, retired_at in masters.retirements().items():
        if retired_at is None and key_id not in in_use:
            ledger.append(masters.RETIRED, {"master_key_id": key_id}, book=masters.BOOK)
