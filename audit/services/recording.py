"""The writing of events, in the caller's transaction."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from audit.facts import DetailsWithoutSafe, UnknownEventWord
from audit.origin import current_origin
from audit.terms import Outcome, Word
from vault.ids import new_id
from vault.sealing import seal_bytes

DETAILS_LABEL: Final = "audit.event.details"
_WORDS: Final = frozenset(Word.values)
_UUIDS: Final = "id actor_id on_behalf_of_id client_id dossier_id object_id decision_id safe_id"
_TEXTS: Final = "event outcome actor_role object_type purpose article origin"
# A word that an event lacks is not sent.
_SPELLED: Final = [f"coalesce({name}, '')" for name in _TEXTS.split()]
_COLUMNS: Final = f"{_UUIDS} {_TEXTS}".split()
# Past the ORM, which takes five times as long for the rows of a list; number, moment and leaf are the trigger's.
_INSERT: Final = (
    f"INSERT INTO audit_event ({', '.join(_COLUMNS)}, details, leaf_sha256)"  # noqa: S608 - our own column names
    f" SELECT {', '.join([*_UUIDS.split(), *_SPELLED])}, decode(details, 'hex'), ''"
    " FROM json_to_recordset(%s) AS entry ("
    + ", ".join(
        [f"{name} uuid" for name in _UUIDS.split()] + [f"{name} text" for name in [*_TEXTS.split(), "details"]]
    )
    + ")"
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One event to write; `by` is a user, a user's id, or None for the house itself."""

    event: str
    by: Any = None
    role: str = ""
    on_behalf_of_id: UUID | None = None
    dossier_id: UUID | None = None
    client_id: UUID | None = None
    object_type: str = ""
    object_id: UUID | None = None
    purpose: str = ""
    decision_id: UUID | None = None
    article: str = ""
    outcome: str = Outcome.OK
    details: dict[str, Any] | None = None
    safe_id: UUID | None = None


def record(event: str, **facts: Any) -> UUID:
    """Write one event and return its id; takes the facts of Entry. Raises UnknownEventWord, DetailsWithoutSafe."""
    return record_many([Entry(event=event, **facts)])[0]


def record_many(entries: Iterable[Entry]) -> list[UUID]:
    """Write events with one insert and return their ids; raises as record() does."""
    rows = [_row(entry) for entry in entries]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, [json.dumps(rows)])
    return [UUID(row["id"]) for row in rows]


def _row(entry: Entry) -> dict[str, str]:
    if entry.event not in _WORDS:
        raise UnknownEventWord
    row_id = new_id()
    facts = {
        "id": row_id,
        "event": entry.event,
        "outcome": Outcome(entry.outcome),
        "actor_id": getattr(entry.by, "pk", entry.by),
        "actor_role": entry.role,
        "on_behalf_of_id": entry.on_behalf_of_id,
        "client_id": entry.client_id,
        "dossier_id": entry.dossier_id,
        "object_type": entry.object_type,
        "object_id": entry.object_id,
        "purpose": entry.purpose,
        "decision_id": entry.decision_id,
        "article": entry.article,
        "origin": current_origin(),
        "safe_id": entry.safe_id,
        "details": _sealed(entry, row_id),
    }
    return {name: str(value) for name, value in facts.items() if value}


def _sealed(entry: Entry, row_id: UUID) -> str | None:
    if entry.details is None:
        return None
    if entry.safe_id is None:
        raise DetailsWithoutSafe
    plaintext = json.dumps(entry.details, cls=DjangoJSONEncoder, separators=(",", ":"), ensure_ascii=False).encode()
    return seal_bytes(plaintext, safe_id=entry.safe_id, label=DETAILS_LABEL, row_id=row_id).hex()
