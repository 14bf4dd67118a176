"""The grounds on which somebody in a named role has to decide before they count."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from accounts.permissions import roles_of
from accounts.queries import names_of
from consent.models import Ground
from consent.terms import GroundKind
from reglement.queries import deciders_of_grounds
from reglement.refusals import NoActiveReglement
from reglement.services import active_version, deciding_version


@dataclass(frozen=True)
class GroundLine:
    """One ground that waits: of which kind, in which dossier, recorded by whom; what it says stays sealed."""

    id: UUID
    dossier_number: str
    kind: str
    statute: str
    balanced: bool
    recorded_by: str
    recorded_at: datetime


def deciders_of(ground: Ground) -> frozenset[str]:
    """Return the roles of which one has to decide on this ground; empty when nobody has to."""
    version = deciding_version(ground.dossier.traject.reglement_version)
    return deciders_of_grounds(version).get(ground.kind, frozenset())


def waits_for(ground: Ground) -> frozenset[str]:
    """Return the roles that have yet to decide; empty when one did, or when nobody has to."""
    deciders = deciders_of(ground)
    return frozenset() if {ground.decided_role, ground.second_role} & deciders else deciders


def grounds_to_decide(user: User) -> list[GroundLine]:
    """Return the grounds that wait for a decision of this person, oldest first; opens nothing sealed.

    What the text that holds asks is what is asked, as for every decision of today.
    """
    roles = roles_of(user)
    try:
        asked = deciders_of_grounds(active_version())
    except NoActiveReglement:
        # Before the first text holds there is no dossier, and nothing to decide about.
        return []
    kinds = {kind: deciders for kind, deciders in asked.items() if deciders & roles}
    found = Ground.objects.filter(kind__in=kinds, ended_at=None, second_at=None, dossier__destroyed_at=None)
    waiting = [
        ground
        for ground in found.exclude(recorded_by=user).select_related("dossier").order_by("recorded_at", "pk")
        if ground.decided_role not in kinds[ground.kind]
    ]
    names = names_of({ground.recorded_by_id for ground in waiting})
    return [
        GroundLine(
            id=ground.pk,
            dossier_number=ground.dossier.number,
            kind=str(GroundKind(ground.kind).label),
            statute=ground.statute,
            balanced=bool(ground.balanced),
            recorded_by=names.get(ground.recorded_by_id, ""),
            recorded_at=ground.recorded_at,
        )
        for ground in waiting
    ]
