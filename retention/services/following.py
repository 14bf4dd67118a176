"""What a new version of the reglement does to each dossier: who may look and until when, decided once more."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from consent.services.access import refit_access, regrade_access
from dossiers.models import Dossier
from reglement.models import ReglementVersion
from reglement.refusals import NoActiveReglement
from reglement.services import active_version
from retention.events import dated_before_another_traject
from retention.models import PurgeCase
from retention.services.dating import recompute
from ui.sweeping import one_by_one

# What one sweep rings for; the next finds the rest.
BATCH = 500


def dossiers_behind(version: ReglementVersion, limit: int = BATCH) -> list[UUID]:
    """Return the dossiers whose access and dates were not yet decided under this version, the oldest first."""
    begun = PurgeCase.objects.of_wholes().filter(intent_at__isnull=False).values("dossier_id")
    behind = Dossier.objects.filter(destroyed_at=None).exclude(pk__in=begun)
    behind = behind.filter(Q(weighed_under=None) | ~Q(weighed_under=version))
    return list(behind.order_by("created_at", "pk").values_list("pk", flat=True)[:limit])


def follow_other_trajecten(limit: int = BATCH) -> list[UUID]:
    """Count the dates again of dossiers whose client began or ended another traject since; returns which.

    Raises an ExceptionGroup of those that failed alone, after the others are counted.
    """
    begun = PurgeCase.objects.of_wholes().filter(intent_at__isnull=False).values("dossier_id")
    behind = dated_before_another_traject().exclude(pk__in=begun).order_by("pk")
    found = list(behind.values_list("pk", flat=True)[:limit])
    one_by_one(_recount, found, name=str)
    return found


def follow_version(dossier_id: UUID) -> bool:
    """Let one dossier follow the version that holds now; returns False when it did already.

    The gate keeps its answers by itself, so call this outside a transaction. After a crash the dossier is found again
    and everything is decided once more, with the same outcome.
    """
    version = active_version()
    dossier = Dossier.objects.select_related("traject__reglement_version").get(pk=dossier_id)
    if dossier.weighed_under_id == version.pk or dossier.is_destroyed:
        return False
    if version.activated_by is None:
        raise NoActiveReglement
    regrade_access(dossier, by=version.activated_by)
    with transaction.atomic():
        dossier = _locked(dossier_id)
        recompute(dossier)
        if not dossier.traject.is_closed:
            refit_access(dossier, by=version.activated_by)
        Dossier.objects.filter(pk=dossier_id).update(weighed_under=version)
    return True


@transaction.atomic
def _recount(dossier_id: UUID) -> None:
    recompute(_locked(dossier_id))


def _locked(dossier_id: UUID) -> Dossier:
    """Return the dossier, locked against who closes its traject, so that no date is computed twice at one moment."""
    locked = Dossier.objects.select_for_update(of=("self", "traject")).select_related(
        "traject__reglement_version", "traject__opdrachtgever"
    )
    return locked.get(pk=dossier_id)
