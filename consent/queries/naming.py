"""What was agreed in a trajectplan and what a client asked to send, with whom and what it names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from consent.models import Ground
from consent.terms import NAMING_KINDS, GroundKind
from dossiers.catalogue import labels_of
from dossiers.models import Dossier, OpdrachtgeverContact


@dataclass(frozen=True)
class NamingLine:
    """One plan or request: to whom, over what, since when, and whether it still holds."""

    id: UUID
    kind: str
    recipients: tuple[str, ...]
    categories: tuple[str, ...]
    recorded_at: datetime
    ended_at: datetime | None
    is_request: bool


def naming_lines(dossiers: Iterable[Dossier]) -> list[NamingLine]:
    """Return the plans and requests of these dossiers, newest first; opens nothing sealed."""
    known = {dossier.pk: dossier for dossier in dossiers}
    grounds = list(_named(known).order_by("-recorded_at", "-pk"))
    ids = {contact for ground in grounds for contact in ground.recipients}
    contacts = OpdrachtgeverContact.objects.select_related("opdrachtgever").in_bulk([UUID(each) for each in ids])
    names = {str(pk): f"{contact.name}, {contact.opdrachtgever.name}" for pk, contact in contacts.items()}
    labels = {pk: labels_of(dossier.traject) for pk, dossier in known.items()}
    return [
        NamingLine(
            id=ground.pk,
            kind=str(GroundKind(ground.kind).label),
            recipients=tuple(names.get(each, "") for each in ground.recipients),
            categories=tuple(labels[ground.dossier_id].get(key, key) for key in ground.categories),
            recorded_at=ground.recorded_at,
            ended_at=ground.ended_at,
            is_request=ground.kind == GroundKind.CLIENT_REQUEST,
        )
        for ground in grounds
    ]


def _named(dossiers: dict[UUID, Dossier]) -> QuerySet[Ground]:
    return Ground.objects.filter(dossier__in=list(dossiers), kind__in=sorted(NAMING_KINDS))
