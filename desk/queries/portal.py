"""The first pages of the portal: what waits for the client, and who looked into his dossier."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
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
from vault.clock import AMSTERDAM

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
    """One thing that somebody did on a day, and how often; `who` is empty where the role says enough."""

    at: datetime
    sentence: str
    who: str
    article: str
    times: int


@dataclass(frozen=True)
class LogDay:
    """One day of the log."""

    day: date
    lines: list[LogLine]


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


def log_of(user: Any, limit: int = 1000) -> list[LogDay]:
    """Return who did what with the data of this client, day by day, the latest first (AVG 15; NEN 7513)."""
    clients = own_clients(user).values_list("pk", flat=True)
    events = [line for client_id in clients for line in events_of_client(client_id, limit)]
    shown = sorted(events, key=lambda line: line.at, reverse=True)[:limit]
    names = names_of({line.actor_id for line in shown if line.actor_id})
    return [LogDay(day, _lines_of_day(lines, names, user)) for day, lines in groupby(shown, key=_day_of)]


def _day_of(line: EventLine) -> date:
    return line.at.astimezone(AMSTERDAM).date()


def _lines_of_day(events: Iterable[EventLine], names: dict[UUID, str], user: Any) -> list[LogLine]:
    """Tell the same thing by the same person once, with how often; the latest moment stands for all."""
    latest: dict[tuple[str, UUID | None], EventLine] = {}
    times: Counter[tuple[str, UUID | None]] = Counter()
    for event in events:
        same = (event.sentence, event.actor_id)
        latest.setdefault(same, event)
        times[same] += 1
    return [_log_line(event, names, user, times[same]) for same, event in latest.items()]


def _log_line(line: EventLine, names: dict[UUID, str], user: Any, times: int) -> LogLine:
    mine = line.actor_id == user.pk
    who = "" if mine or line.actor_id is None else names.get(line.actor_id, "")
    return LogLine(at=line.at, sentence=line.sentence, who=who, article=line.article, times=times)


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
