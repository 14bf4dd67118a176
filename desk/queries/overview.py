"""One dossier at a glance, gathered from the rooms that know a part of it."""

from dataclasses import dataclass
from typing import Any

from audit.opening import opened
from audit.queries import EventLine, changes_of_dossier
from dossiers.models import AccessGrant, Dossier
from dossiers.permits import permit_for
from dossiers.queries import DutyLine, open_duties
from retention.queries import Keeping, keeping_of

LATEST = 8


@dataclass(frozen=True)
class Overview:
    """The overview tab: what is due, how to reach the client, and what happened last."""

    duties: list[DutyLine]
    email: str
    phone: str
    birth_date: Any
    purpose: str
    opdrachtgever: str
    started_on: Any
    planned_end_on: Any
    ended_on: Any
    outcome: str
    is_closed: bool
    keeping: Keeping
    events: list[EventLine]


def overview_of(user: Any, dossier: Dossier, grant: AccessGrant | None) -> Overview:
    """Return the overview for this reader; the contact data are opened under one line in the log."""
    traject, client = dossier.traject, dossier.traject.client
    with opened(permit_for(user, dossier, "client.read", grant=grant), skip_gone=True) as opening:
        email, phone, born = "", "", None
        if client is not None and client.safe_id not in opening.gone:
            email, phone, born = client.email, client.phone, client.birth_date
    return Overview(
        duties=open_duties(user, dossier=dossier),
        email=email or "",
        phone=phone or "",
        birth_date=born,
        purpose=traject.get_purpose_display(),
        opdrachtgever=traject.opdrachtgever.name,
        started_on=traject.started_on,
        planned_end_on=traject.planned_end_on,
        ended_on=traject.ended_on,
        outcome=traject.get_outcome_display() if traject.outcome else "",
        is_closed=traject.is_closed,
        keeping=keeping_of(dossier),
        events=changes_of_dossier(dossier.pk, LATEST),
    )
