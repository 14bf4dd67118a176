"""The first pages of the portal: what waits for the client, and who looked into his dossier."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.queries import names_of
from audit.opening import opened
from audit.queries import EventLine, events_of_client
from consent.models import StartNotice
from dossiers.models import Dossier
from dossiers.permissions import own_clients, own_dossiers
from dossiers.permits import permit_for_client
from dossiers.queries import timeline_of
from reporting.queries import timeline_of as reports_on_the_line
from ui.parts import TimelineEvent

WITH_SKELETON = ("traject__client", "traject__opdrachtgever", "traject__lead_coach")


def start_waits_for(user: Any) -> bool:
    """Say whether this client himself was sent a start notice that he has not acknowledged; opens nothing sealed."""
    running = own_dossiers(user).filter(traject__client__user=user, traject__closed_at=None)
    sent = StartNotice.objects.filter(traject__dossier__in=running, sent_at__isnull=False)
    return sent.filter(acknowledged_at=None).exists()


@dataclass(frozen=True)
class OwnTraject:
    """One traject as its client sees it on his first page."""

    number: str
    service: str
    opdrachtgever: str
    coach: str
    started_on: Any
    planned_end_on: Any
    ended_on: Any
    line: list[TimelineEvent]


@dataclass(frozen=True)
class LogLine:
    """One thing that somebody did, told in plain words; `who` is empty where the role says enough."""

    at: datetime
    sentence: str
    who: str
    article: str
    dossier_number: str


def first_name_of(user: Any) -> str:
    """Return the first name of the client who is logged in; empty for who represents somebody else."""
    client = own_clients(user).filter(user=user).first()
    if client is None:
        return ""
    with opened(permit_for_client(user, client, "client.read")):
        words = client.name.split()
    return words[0] if words else ""


def own_trajects(user: Any) -> list[OwnTraject]:
    """Return the client's trajecten, the newest first; opens nothing sealed."""
    dossiers = own_dossiers(user).filter(destroyed_at=None).select_related(*WITH_SKELETON)
    return [_own_traject(dossier) for dossier in dossiers.order_by("-created_at")]


def log_of(user: Any, limit: int = 200) -> list[LogLine]:
    """Return who did what with the data of this client, the latest first (AVG 15; NEN 7513)."""
    clients = list(own_clients(user).values_list("pk", flat=True))
    numbers = dict(own_dossiers(user).values_list("pk", "number"))
    events = sorted((line for pk in clients for line in events_of_client(pk, limit)), key=lambda line: line.at)
    shown = events[::-1][:limit]
    names = names_of({line.actor_id for line in shown if line.actor_id})
    return [_log_line(line, names, numbers, user) for line in shown]


def _log_line(line: EventLine, names: dict[UUID, str], numbers: dict[UUID, str], user: Any) -> LogLine:
    mine = line.actor_id == user.pk
    return LogLine(
        at=line.at,
        sentence=line.sentence,
        who="" if mine or line.actor_id is None else names.get(line.actor_id, ""),
        article=line.article,
        dossier_number=numbers.get(line.dossier_id, "") if line.dossier_id else "",
    )


def _own_traject(dossier: Dossier) -> OwnTraject:
    traject = dossier.traject
    return OwnTraject(
        number=dossier.number,
        service=traject.get_service_display(),
        opdrachtgever=traject.opdrachtgever.name,
        coach=traject.lead_coach.name,
        started_on=traject.started_on,
        planned_end_on=traject.planned_end_on,
        ended_on=traject.ended_on,
        line=[_without_url(event) for event in [*timeline_of(dossier), *reports_on_the_line(dossier)]],
    )


def _without_url(event: TimelineEvent) -> TimelineEvent:
    # The pages behind these moments are the coach's.
    return TimelineEvent(at=event.at, label=event.label, kind=event.kind, tone=event.tone)
