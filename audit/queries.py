"""The reading of the log, shaped for the people it is about."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from audit.models import Event
from audit.terms import Word
from audit.wording import sentence_of

# Events whose word ends so say that somebody saw something; nothing changed.
LOOKING = ("read", "listed", "searched", "checked")


@dataclass(frozen=True)
class EventLine:
    """One event as a page shows it."""

    at: datetime
    event: str
    sentence: str
    actor_id: UUID | None
    actor_role: str
    on_behalf_of_id: UUID | None
    dossier_id: UUID | None
    object_type: str
    object_id: UUID | None
    purpose: str
    article: str
    outcome: str
    decision_id: UUID | None


def events_of_dossier(dossier_id: UUID, limit: int = 200) -> list[EventLine]:
    """Return the latest events about one dossier, the latest first."""
    return _lines(Q(dossier_id=dossier_id), limit)


def changes_of_dossier(dossier_id: UUID, limit: int = 200) -> list[EventLine]:
    """Return what was done about one dossier and not merely looked at or decided on, the latest first."""
    looked = [Q(event__endswith=f".{ending}") for ending in LOOKING] + [Q(event=Word.DECISION_MADE)]
    return _lines(Q(dossier_id=dossier_id) & ~reduce(or_, looked), limit)


def events_of_client(client_id: UUID, limit: int = 200) -> list[EventLine]:
    """Return the latest events about one client, the latest first."""
    return _lines(Q(client_id=client_id), limit)


def _lines(condition: Q, limit: int) -> list[EventLine]:
    return [_line(event) for event in Event.objects.filter(condition).order_by("-at", "-seq")[:limit]]


def _line(event: Event) -> EventLine:
    return EventLine(
        at=event.at,
        event=event.event,
        sentence=sentence_of(event.event, role=event.actor_role, outcome=event.outcome),
        actor_id=event.actor_id,
        actor_role=event.actor_role,
        on_behalf_of_id=event.on_behalf_of_id,
        dossier_id=event.dossier_id,
        object_type=event.object_type,
        object_id=event.object_id,
        purpose=event.purpose,
        article=event.article,
        outcome=event.outcome,
        decision_id=event.decision_id,
    )
