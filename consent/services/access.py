"""Who gets into a dossier: decided when it is granted, and decided again when what it stood on changes."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from consent import gate
from consent.facts import Question
from consent.gate.answering import Answer
from consent.refusals import GateRefused, GrantOverlaps
from consent.terms import HEALTH_TAGS_TO_WRITE, PLAIN_TAGS
from dossiers.models import AccessGrant, Dossier
from dossiers.services import create_grant, end_grant
from dossiers.terms import GrantGround
from reglement.models import Decision

# What a grant of this ground is asked under.
ACT_OF_GROUND = {GrantGround.SUBSTITUTE: "substitute"}


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
    reading = _decided(dossier, user, ACT_OF_GROUND.get(GrantGround(ground), "view"))
    return create_grant(
        dossier=dossier,
        user=user,
        decision=reading,
        ground=ground,
        by=by,
        can_write=_may_write(dossier, user, PLAIN_TAGS),
        health=_may_write(dossier, user, HEALTH_TAGS_TO_WRITE),
        valid_until=until,
    )


def regrade_access(dossier: Dossier, *, by: User) -> list[AccessGrant]:
    """Ask the gate again for everybody who is in, and end the access that it no longer permits; returns what ended."""
    ended = []
    for grant in dossier.grants.live().select_related("user"):
        decision = gate.ask(
            ACT_OF_GROUND.get(GrantGround(grant.ground), "view"),
            actor=grant.user,
            dossier=dossier,
            purpose=dossier.traject.purpose,
            channel=None,
        )
        if not gate.permits(decision):
            ended.append(end_grant(grant=grant, by=by))
    return ended


@transaction.atomic
def narrow_access(dossier: Dossier, *, by: User) -> list[AccessGrant]:
    """Take back the rights to write, and to health data, that the gate no longer gives; returns what stands instead.

    Reading goes on under a decision made now; call it after regrade_access(), which ends what may not even read.
    """
    narrowed = []
    for grant in dossier.grants.live().filter(Q(can_write=True) | Q(health=True)).select_related("user"):
        writes = grant.can_write and _may_write(dossier, grant.user, PLAIN_TAGS)
        health = grant.health and _may_write(dossier, grant.user, HEALTH_TAGS_TO_WRITE)
        if (writes, health) == (grant.can_write, grant.health):
            continue
        reading = _decided(dossier, grant.user, ACT_OF_GROUND.get(GrantGround(grant.ground), "view"))
        end_grant(grant=grant, by=by)
        narrowed.append(
            create_grant(
                dossier=dossier,
                user=grant.user,
                decision=reading,
                ground=grant.ground,
                by=by,
                can_write=writes,
                can_export=grant.can_export,
                health=health,
                valid_until=grant.valid_until,
                consent_id=grant.consent_id,
            )
        )
    return narrowed


def _granting(*, dossier: Dossier, user: User, by: User, ground: str, until: datetime | None) -> AccessGrant:
    try:
        with transaction.atomic():
            return grant_within(dossier=dossier, user=user, by=by, ground=ground, until=until)
    except Denied as denied:
        raise GateRefused(gate.store_refusal(denied.said)) from None


def _decided(dossier: Dossier, user: User, act: str) -> Decision:
    decision, said = gate.ask_within(
        Question(act=act, actor=user, dossier=dossier, purpose=dossier.traject.purpose, assigned_for_now=True)
    )
    if decision is None:
        raise Denied(said)
    return decision


def _may_write(dossier: Dossier, user: User, tags: frozenset[str]) -> bool:
    question = Question(
        act="write",
        actor=user,
        dossier=dossier,
        purpose=dossier.traject.purpose,
        assigned_for_now=True,
        catalogue_tags=tags,
    )
    decision, _said = gate.ask_within(question)
    return decision is not None
