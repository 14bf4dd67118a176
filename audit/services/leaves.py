"""The leaf of an event, made anew outside the database: the same text as the trigger of migration 0002 makes."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction

COLUMNS: Final = [
    "seq",
    "id",
    "at",
    "event",
    "outcome",
    "actor_id",
    "actor_role",
    "on_behalf_of_id",
    "client_id",
    "dossier_id",
    "object_type",
    "object_id",
    "purpose",
    "decision_id",
    "article",
    "origin",
    "safe_id",
    "details",
]
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_SEPARATOR: Final = "\x1f"


def leaf_of(values: tuple[Any, ...]) -> bytes:
    """Return the leaf of an event given as its COLUMNS in order."""
    return hashlib.sha256(_SEPARATOR.join(_text(value) for value in values).encode()).digest()


def stored_events(*, first_seq: int, last_seq: int | None = None) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield number, leaf made anew and leaf as stored of each event in order, in constant memory."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(COLUMNS)}, leaf_sha256 FROM audit_event"  # noqa: S608 - our own column names
            " WHERE seq >= %s AND (%s::bigint IS NULL OR seq <= %s) ORDER BY seq",
            [first_seq, last_seq, last_seq],
        )
        while rows := cursor.fetchmany(2000):
            for *values, stored in rows:
                yield values[0], leaf_of(tuple(values)), bytes(stored)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return str((value - _EPOCH) // _MICROSECOND)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)
