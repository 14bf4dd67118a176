"""Who acts for a client: in what capacity, until when, and whether somebody saw the proof."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from accounts.queries import names_of
from dossiers.models import Dossier, Representative
from vault.clock import AkkoordNow


@dataclass(frozen=True)
class RepresentativeLine:
    """One person who acts for the client; `proof` is empty while nobody saw any."""

    id: UUID
    name: str
    capacity: str
    valid_from: datetime
    valid_until: datetime | None
    proof: str
    proven_at: datetime | None
    proven_by: str


def representatives_of(dossier: Dossier) -> list[RepresentativeLine]:
    """Return who acts for the client of this dossier now, the first one first."""
    found = list(
        Representative.objects.filter(
            Q(valid_until=None) | Q(valid_until__gt=AkkoordNow()), client=dossier.traject.client_id
        ).order_by("valid_from", "id")
    )
    names = names_of({one.user_id for one in found} | {one.proven_by_id for one in found})
    return [
        RepresentativeLine(
            id=one.pk,
            name=names.get(one.user_id, ""),
            capacity=one.get_capacity_display(),
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            proof=one.get_proof_display() if one.proof else "",
            proven_at=one.proven_at,
            proven_by=names.get(one.proven_by_id, "") if one.proven_by_id else "",
        )
        for one in found
    ]
