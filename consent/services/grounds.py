"""Recording a ground other than consent, and the second person who confirms it."""

from django.db import transaction

from accounts.models import User
from accounts.permissions import roles_of
from audit.services import record
from audit.terms import Word
from consent import refusals
from consent.models import ContentVersion, Ground
from consent.queries.deciding import deciders_of
from consent.services.access import refit_access
from dossiers.models import Dossier
from dossiers.permits import acting_role
from reglement.terms import RESTS_ON_STATUTE
from vault.clock import AkkoordNow


@transaction.atomic
def record_ground(
    *,
    dossier: Dossier,
    kind: str,
    evidence: str,
    by: User,
    statute: str = "",
    balanced: bool | None = None,
    content_version: ContentVersion | None = None,
) -> Ground:
    """Record why something may happen without consent, with its evidence; raises WordsMissing without any.

    Raises StatuteMissing for a ground that rests on a statute and names none.
    """
    if not evidence.strip():
        raise refusals.WordsMissing
    if kind in RESTS_ON_STATUTE and not statute.strip():
        raise refusals.StatuteMissing
    ground = Ground.objects.create(
        safe_id=dossier.safe_id,
        dossier=dossier,
        kind=kind,
        evidence=evidence.strip(),
        statute=statute.strip(),
        balanced=balanced,
        decided_role=acting_role(by),
        content_version=content_version,
        recorded_by=by,
    )
    write_down(Word.GROUND_RECORDED, ground, by)
    # What the law opens on such a ground, opens for who is in.
    refit_access(dossier, by=by)
    return ground


@transaction.atomic
def second_ground(ground: Ground, *, by: User) -> Ground:
    """Decide on somebody else's ground, in a role that the text or the law names for it; who is in gets what it opens.

    Raises SecondMustBeAnother, AlreadyConfirmed, and NotYoursToDecide for a role that has no say in this.
    """
    locked = Ground.objects.select_for_update(of=("self",)).get(pk=ground.pk)
    if locked.recorded_by_id == by.pk:
        raise refusals.SecondMustBeAnother
    if locked.second_by_id is not None:
        raise refusals.AlreadyConfirmed
    role = next(iter(sorted(deciders_of(locked) & roles_of(by))), "")
    if not role:
        raise refusals.NotYoursToDecide
    Ground.objects.filter(pk=ground.pk).update(second_by=by, second_role=role, second_at=AkkoordNow())
    write_down(Word.GROUND_SECONDED, ground, by, role)
    refit_access(ground.dossier, by=by)
    return Ground.objects.get(pk=ground.pk)


def write_down(word: Word, ground: Ground, by: User, role: str | None = None) -> None:
    """Write in the log what happened to a ground, by whom and in which role: his own, unless another is given."""
    record(
        word,
        by=by,
        role=role or acting_role(by),
        dossier_id=ground.dossier_id,
        client_id=ground.dossier.traject.client_id,
        object_type="consent.ground",
        object_id=ground.pk,
        purpose="reporting",
    )
