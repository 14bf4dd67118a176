"""Who gets into a dossier: decided when it is granted, and decided again when what it stood on changes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from consent import gate
from consent.gate.answering import Answer
from consent.refusals import GateRefused, GrantOverlaps
from consent.services.weighing import Rights, weigh
from dossiers.models import AccessGrant, Dossier
from dossiers.services import create_grant, end_grant
from dossiers.terms import GrantGround


class Denied(Exception):
    """The gate said no inside a transaction that must now be undone; `said` is stored afterwards."""

    def __init__(self, said: Answer) -> None:
        super().__init__(said.question.act)
        self.said = said


def grant_access(*, dossier: Dossier, user: User, by: User, ground: str = GrantGround.ASSIGNED) -> AccessGrant:
    """Let somebody in who is put on this traject; raises GateRefused with the stored denial, GrantOverlaps."""
    return _granting(dossier=dossier, user=user, by=by, ground=ground, until=None)


def grant_substitute(*, dossier: Dossier, user: User, until: datetime, by: User) -> AccessGrant:
    """Let a substitute in until this moment; raises GateRefused, for instance while the client has not agreed."""
    return _granting(dossier=dossier, user=user, by=by, ground=GrantGround.SUBSTITUTE, until=until)


def grant_within(
    *, dossier: Dossier, user: User, by: User, ground: str = GrantGround.ASSIGNED, until: datetime | None = None
) -> AccessGrant:
    """Grant in the caller's transaction; raises Denied, whose answer the caller stores once his work is undone."""
    if dossier.grants.live().filter(user=user).exists():
        raise GrantOverlaps
    rights = weigh(dossier, user, ground, until)
    if not rights.can_read:
        raise Denied(rights.reading)
    return _give(rights, dossier=dossier, user=user, ground=ground, by=by, valid_until=until)


def regrade_access(dossier: Dossier, *, by: User) -> list[AccessGrant]:
    """Ask the gate again for everybody who is in, and end the access that it no longer permits; returns what ended."""
    ended = []
    for grant in dossier.grants.live().select_related("user"):
        decision = gate.store_apart(weigh(dossier, grant.user, grant.ground, grant.valid_until).reading)
        if not gate.permits(decision):
            ended.append(end_grant(grant=grant, by=by))
    return ended


@transaction.atomic
def refit_access(dossier: Dossier, *, by: User) -> list[AccessGrant]:
    """Fit what everybody may do to what the gate says now; returns the grants that stand instead of others.

    A right that was not given before is not given now, but a category may open as well as close. Reading goes on under
    a decision made now; call it after regrade_access(), which ends what may not even read.
    """
    refitted = []
    for grant in dossier.grants.live().select_related("user"):
        rights = weigh(dossier, grant.user, grant.ground, grant.valid_until).within(grant)
        if not rights.can_read or rights.are_those_of(grant):
            continue
        end_grant(grant=grant, by=by)
        kept = {"valid_until": grant.valid_until, "consent_id": grant.consent_id}
        refitted.append(_give(rights, dossier=dossier, user=grant.user, ground=grant.ground, by=by, **kept))
    return refitted


def _granting(*, dossier: Dossier, user: User, by: User, ground: str, until: datetime | None) -> AccessGrant:
    try:
        with transaction.atomic():
            return grant_within(dossier=dossier, user=user, by=by, ground=ground, until=until)
    except Denied as denied:
        raise GateRefused(gate.store_apart(denied.said)) from None


def _give(rights: Rights, *, dossier: Dossier, user: User, ground: str, by: User, **kept: Any) -> AccessGrant:
    reading, refused = rights.store()
    return create_grant(
        dossier=dossier,
        user=user,
        decision=reading,
        ground=ground,
        by=by,
        can_write=rights.can_write,
        can_export=rights.can_export,
        health=rights.health,
        refused=refused,
        **kept,
    )
