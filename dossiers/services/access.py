"""Giving somebody a right to a dossier, and ending it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db import transaction

from accounts.models import User
from audit.services import record
from dossiers.facts import GrantAlreadyEnded, GrantNotPermitted
from dossiers.models import AccessGrant, Dossier, DossierUserObjectPermission, GrantLimit
from dossiers.permits import acting_role
from dossiers.terms import DossierPermission, GrantGround
from reglement.models import Decision
from vault.clock import akkoord_now


@dataclass(frozen=True)
class Refused:
    """A right that the gate refused in one category, or for what comes from one source, with the decision about it."""

    right: str
    category: str
    decision: Decision
    source: str = ""


@transaction.atomic
def create_grant(
    *,
    dossier: Dossier,
    user: User,
    decision: Decision,
    ground: str,
    by: User,
    can_read: bool = True,
    can_write: bool = False,
    can_export: bool = False,
    health: bool = False,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
    consent_id: UUID | None = None,
    refused: Iterable[Refused] = (),
) -> AccessGrant:
    """Give `user` these rights to the dossier because a decision permits it; without dates from now and for good.

    In the categories of `refused` a right is not given. Raises GrantNotPermitted when the decision does not allow, or
    is about another dossier.
    """
    _refuse_unfit(decision, dossier)
    grant = AccessGrant.objects.create(
        dossier=dossier,
        user=user,
        can_read=can_read,
        can_write=can_write,
        can_export=can_export,
        health=health,
        ground=GrantGround(ground),
        decision=decision,
        consent_id=consent_id,
        valid_from=valid_from or akkoord_now(),
        valid_until=valid_until,
        created_by=by,
    )
    GrantLimit.objects.bulk_create(
        GrantLimit(grant=grant, right=each.right, category=each.category, source=each.source, decision=each.decision)
        for each in refused
    )
    _give_permissions(grant)
    _record("grant.given", grant, by)
    return grant


@transaction.atomic
def end_grant(*, grant: AccessGrant, by: User) -> AccessGrant:
    """End this access at once, and the permissions that hang on it; raises GrantAlreadyEnded."""
    grant = AccessGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if grant.is_ended:
        raise GrantAlreadyEnded
    grant.ended_at, grant.ended_by = akkoord_now(), by
    grant.save(update_fields=["ended_at", "ended_by"])
    _record("grant.ended", grant, by)
    return grant


def _refuse_unfit(decision: Decision, dossier: Dossier) -> None:
    if decision.effect != "allow" or decision.dossier_id != dossier.pk:
        raise GrantNotPermitted


def _give_permissions(grant: AccessGrant) -> None:
    given = {
        DossierPermission.VIEW: grant.can_read,
        DossierPermission.WRITE: grant.can_write,
        DossierPermission.EXPORT: grant.can_export,
        DossierPermission.HEALTH: grant.health,
    }
    wanted = [codename for codename, is_given in given.items() if is_given]
    permissions = Permission.objects.filter(
        content_type__app_label="dossiers", content_type__model="dossier", codename__in=wanted
    )
    DossierUserObjectPermission.objects.bulk_create(
        DossierUserObjectPermission(
            user_id=grant.user_id, permission=permission, content_object_id=grant.dossier_id, grant=grant
        )
        for permission in permissions
    )


def _record(event: str, grant: AccessGrant, by: User) -> None:
    record(
        event,
        by=by,
        role=acting_role(by),
        dossier_id=grant.dossier_id,
        object_type="dossiers.accessgrant",
        object_id=grant.pk,
        on_behalf_of_id=grant.user_id,
        decision_id=grant.decision_id,
    )
