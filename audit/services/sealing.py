"""The sealing of the log: finished stretches get a signed root, chained, and anchored outside the database."""

import hashlib
import json
import time
from typing import Any, Final

from django.db import connection, transaction

from audit.models import SealedRange
from audit.services.leaves import stored_events
from vault import ledger, signing

ANCHORS: Final = "log-anchors"
USE: Final = "audit.seal"
START: Final = bytes(32)
RANGE_EVENTS: Final = 10_000
_LOCK: Final = 0x61756469  # any number that nobody else locks


def seal_log(*, patience_seconds: float = 1.0) -> int:
    """Seal every event whose elders are all decided, and return how many; a sealer at work elsewhere leaves none.

    Writers are never made to wait: the sealer waits for the transactions that may hold a lower number, and comes
    back later when one of them lasts.
    """
    last_seq = _decided_up_to(patience_seconds)
    if last_seq is None:
        return 0
    sealed = 0
    while events := _seal_next(last_seq):
        sealed += events
    return sealed


def message_of(sealed: SealedRange) -> bytes:
    """Return what the signature of a range is over."""
    facts: dict[str, Any] = {
        "number": sealed.number,
        "first_seq": sealed.first_seq,
        "last_seq": sealed.last_seq,
        "events": sealed.events,
        "root": bytes(sealed.root).hex(),
        "previous": bytes(sealed.previous).hex(),
    }
    return json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()


def _decided_up_to(patience_seconds: float) -> int | None:
    # In this order on purpose: whoever took a number before the first statement holds his lock at the second. Not by
    # snapshot: that also waits for the transactions of every other database on the same server.
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM audit_event_seq WHERE is_called")
        row = cursor.fetchone()
        if row is None:
            return None
        undecided = _writers(cursor)
        patience_ends = time.monotonic() + patience_seconds
        while undecided & _writers(cursor):
            if time.monotonic() > patience_ends:
                return None
            time.sleep(0.02)
    return row[0]


def _writers(cursor: Any) -> set[str]:
    """Return the transactions that may have taken a number; a lock is let go only after its rows can be seen."""
    cursor.execute(
        "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'relation' AND mode = 'RowExclusiveLock'"
        " AND relation = 'audit_event'::regclass"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    return {found for (found,) in cursor.fetchall()}


@transaction.atomic
def _seal_next(last_seq: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if cursor.fetchone() == (False,):
            return 0
    before = SealedRange.objects.order_by("-number").first()
    first_seq = before.last_seq + 1 if before else 1
    root, seqs = hashlib.sha256(), []
    for seq, _leaf, stored in stored_events(first_seq=first_seq, last_seq=last_seq):
        root.update(stored)
        seqs.append(seq)
        if len(seqs) == RANGE_EVENTS:
            break
    if not seqs:
        return 0
    sealed = SealedRange(
        number=before.number + 1 if before else 1,
        first_seq=first_seq,
        last_seq=seqs[-1],
        events=len(seqs),
        root=root.digest(),
        previous=hashlib.sha256(message_of(before)).digest() if before else START,
    )
    sealed.signature = signing.sign(message_of(sealed), use=USE)
    sealed.save(force_insert=True)
    body = {"number": sealed.number, "last_seq": sealed.last_seq, "sha256": _digest(sealed)}
    ledger.append("log.sealed", body, book=ANCHORS)
    return len(seqs)


def _digest(sealed: SealedRange) -> str:
    return hashlib.sha256(message_of(sealed)).hexdigest()
