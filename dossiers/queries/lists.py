"""The list of dossiers that somebody may know, and finding one in it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from accounts.queries import names_of
from audit.opening import opened
from dossiers.models import Client, Dossier
from dossiers.permissions import grants_to_see, visible_to
from dossiers.permits import permit_to_search, permits_to_list
from dossiers.terms import CASELOAD_SEARCH_MAX, PAGE_SIZE, ServiceType
from vault.blind import blind_candidates, blind_words_candidates

NUMBER = re.compile(r"^[dk]?-?\d{4}(-\d*)?$", re.IGNORECASE)


@dataclass(frozen=True)
class DossierFilters:
    """What the list is narrowed to; empty words narrow nothing."""

    state: str = "running"
    service: str = ""
    opdrachtgever_id: UUID | None = None
    coach_id: UUID | None = None


@dataclass(frozen=True)
class DossierLine:
    """One dossier on the list; without a name once the client is destroyed."""

    dossier_id: UUID
    number: str
    client_name: str
    client_number: str
    opdrachtgever: str
    service: str
    branch: str
    coach_name: str
    started_on: date
    planned_end_on: date | None
    ended_on: date | None
    is_closed: bool
    is_destroyed: bool


@dataclass(frozen=True)
class DossierList:
    """One page of the list: its lines, and the page they are on."""

    lines: tuple[DossierLine, ...]
    page: Page
    total: int
    query: str
    filters: DossierFilters
    only_exact_words: bool


def list_page(user: Any, q: str = "", page: int | str = 1, filters: DossierFilters | None = None) -> DossierList:
    """Return a page of the dossiers visible to `user`, narrowed and searched; each line shown is in the log."""
    filters, query = filters or DossierFilters(), " ".join(q.split())
    found = _narrowed(visible_to(user), filters)
    only_exact_words = False
    if query:
        found, only_exact_words = _searched(user, found, query)
    found = found.select_related("traject__client", "traject__opdrachtgever", "traject__branch")
    paginator = Paginator(found.order_by("-traject__started_on", "-number"), PAGE_SIZE)
    shown = paginator.get_page(page)
    dossiers = list(shown.object_list)
    return DossierList(tuple(_lines(user, dossiers)), shown, paginator.count, query, filters, only_exact_words)


def _narrowed(dossiers: QuerySet[Dossier], filters: DossierFilters) -> QuerySet[Dossier]:
    if filters.state == "running":
        dossiers = dossiers.filter(traject__closed_at=None)
    if filters.state == "closed":
        dossiers = dossiers.filter(traject__closed_at__isnull=False)
    if filters.service in ServiceType.values:
        dossiers = dossiers.filter(traject__service=filters.service)
    if filters.opdrachtgever_id is not None:
        dossiers = dossiers.filter(traject__opdrachtgever_id=filters.opdrachtgever_id)
    if filters.coach_id is not None:
        dossiers = dossiers.filter(traject__lead_coach_id=filters.coach_id)
    return dossiers


def _searched(user: Any, dossiers: QuerySet[Dossier], query: str) -> tuple[QuerySet[Dossier], bool]:
    if NUMBER.match(query):
        return dossiers.filter(Q(number__icontains=query) | Q(traject__client__number__icontains=query)), False
    if "@" in query:
        return dossiers.filter(traject__client__email_index__in=blind_candidates("email", query)), False
    by_opdrachtgever = Q(traject__opdrachtgever__name__icontains=query)
    clients = Client.objects.filter(trajecten__dossier__in=dossiers).distinct()
    if len(caseload := list(clients[: CASELOAD_SEARCH_MAX + 1])) > CASELOAD_SEARCH_MAX:
        by_name = Q()
        for words in blind_words_candidates("name", query):
            by_name |= Q(traject__client__name_index__contains=words)
        return dossiers.filter(by_opdrachtgever | by_name), True
    return dossiers.filter(by_opdrachtgever | Q(traject__client__in=_named(user, caseload, query))), False


def _named(user: Any, caseload: list[Client], query: str) -> list[UUID]:
    wanted = query.casefold()
    permit = permit_to_search(user, frozenset(client.safe_id for client in caseload))
    with opened(permit, skip_gone=True) as opening:
        return [
            client.pk for client in caseload if client.safe_id not in opening.gone and wanted in client.name.casefold()
        ]


def _lines(user: Any, dossiers: list[Dossier]) -> list[DossierLine]:
    coaches = names_of({dossier.traject.lead_coach_id for dossier in dossiers})
    grants = grants_to_see(user, dossiers)
    # A grant may run out between the two questions; then the dossier is no longer his to see.
    dossiers = [dossier for dossier in dossiers if dossier.pk in grants]
    permits = permits_to_list(user, dossiers, grants)
    with opened(*permits, skip_gone=True) as opening:
        return [_line(dossier, opening.gone, coaches) for dossier in dossiers]


def _line(dossier: Dossier, gone: frozenset[UUID], coaches: dict[UUID, str]) -> DossierLine:
    traject, client = dossier.traject, dossier.traject.client
    return DossierLine(
        dossier_id=dossier.pk,
        number=dossier.number,
        client_name="" if client is None or client.safe_id in gone else client.name,
        client_number="" if client is None else client.number,
        opdrachtgever=traject.opdrachtgever.name,
        service=traject.get_service_display(),
        branch=traject.branch.name,
        coach_name=coaches.get(traject.lead_coach_id, ""),
        started_on=traject.started_on,
        planned_end_on=traject.planned_end_on,
        ended_on=traject.ended_on,
        is_closed=traject.is_closed,
        is_destroyed=dossier.is_destroyed,
    )
