"""The head of a dossier page: who it is about, for whom, since when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from audit.opening import opened
from dossiers.models import AccessGrant, Dossier
from dossiers.permits import permit_for
from reglement.services import deciding_version


@dataclass(frozen=True)
class DossierHeader:
    """What every page of a dossier shows on top; without a name once the client is destroyed."""

    dossier_id: UUID
    number: str
    client_name: str
    service: str
    opdrachtgever: str
    branch: str
    reglement: str
    started_on: date
    planned_end_on: date | None
    ended_on: date | None
    closed_at: datetime | None
    destroyed_at: datetime | None

    @property
    def is_closed(self) -> bool:
        """Say whether nothing is added any more."""
        return self.closed_at is not None

    @property
    def is_destroyed(self) -> bool:
        """Say whether the content is gone for good."""
        return self.destroyed_at is not None


def header_of(user: Any, dossier: Dossier, grant: AccessGrant | None = None) -> DossierHeader:
    """Return the head of this dossier, with one line in the log; staff pass the grant that lets them look."""
    traject = dossier.traject
    with opened(permit_for(user, dossier, "dossier.read", grant=grant), skip_gone=True) as opening:
        client = traject.client
        name = "" if client is None or client.safe_id in opening.gone else client.name
    return DossierHeader(
        dossier_id=dossier.pk,
        number=dossier.number,
        client_name=name,
        service=traject.get_service_display(),
        opdrachtgever=traject.opdrachtgever.name,
        branch=traject.branch.name,
        reglement=deciding_version(traject.reglement_version).label,
        started_on=traject.started_on,
        planned_end_on=traject.planned_end_on,
        ended_on=traject.ended_on,
        closed_at=traject.closed_at,
        destroyed_at=dossier.destroyed_at,
    )
