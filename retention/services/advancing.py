"""The course of a destruction after its approval: leased, one step at a time, each safe to repeat after a crash."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest

from audit.services import record
from retention.inventory import take_inventory
from retention.models import MOMENTS, PurgeCase
from retention.queries import is_held
from retention.services.certifying import certify
from retention.services.erasing import erase_files, erase_rows
from retention.services.verifying import verify_gone
from retention.terms import COOLING_OFF, LEASE, Ground, Step
from vault import storage
from vault.clock import AkkoordNow, akkoord_now
from vault.facts import StorageOutOfReach
from vault.files import assert_storage_in_reach
from vault.services import fence, shred

logger = logging.getLogger(__name__)


def advance(case_id: UUID, *, worker: str) -> Step | None:
    """Take the case as far as it may go now; returns the last step taken, None when another worker has it.

    Raises whatever stops a step, after the lease is given back and the kind of failure is written on the case.
    """
    if not _claim(case_id, worker):
        return None
    try:
        while _take_next_step(case_id):
            _renew(case_id, worker)
    except Exception as failure:
        _give_back(case_id, worker, failure=type(failure).__name__)
        logger.exception("A destruction stopped at a step", extra={"case": str(case_id)})
        raise
    _give_back(case_id, worker)
    return PurgeCase.objects.get(pk=case_id).step


def _take_next_step(case_id: UUID) -> bool:
    case = PurgeCase.objects.get(pk=case_id)
    for step, take in COURSE:
        if getattr(case, f"{step.value}_at") is None:
            return take(case)
    return False


def _approve_by_reglement(case: PurgeCase) -> bool:
    """The reglement itself approves when the date is near and nobody held the dossier."""
    if case.proposed_at is None or akkoord_now() < case.due_at - COOLING_OFF or is_held(case.dossier_id):
        return False
    return _mark(case, Step.APPROVED)


def _begin(case: PurgeCase) -> bool:
    """From here there is only forward, so everything that could stop it is asked once more, under the lock."""
    with transaction.atomic():
        locked = PurgeCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
        now = akkoord_now()
        if now < locked.due_at or now < _cooled_at(locked) or is_held(locked.dossier_id):
            return False
        assert_storage_in_reach()
        locked.inventory = what_there_is(locked.dossier_id)
        locked.save(update_fields=["inventory"])
        return _mark(locked, Step.INTENT)


def _cooled_at(case: PurgeCase) -> datetime:
    """Return from when nobody thinks again: at once where the client himself asked (parameters 8.10)."""
    return case.moment_of(Step.APPROVED) + (timedelta(0) if case.ground == Ground.REQUESTED else COOLING_OFF)


def what_there_is(dossier_id: UUID, *, also: Collection[UUID] = ()) -> dict[str, Any]:
    """Return what a case sets out to destroy, as it stands on the case; `also` names safes that were known before."""
    found = take_inventory({dossier_id})
    safe_ids = found.safe_ids.union(also)
    return {
        "counts": found.counts(),
        "safe_ids": sorted(str(safe_id) for safe_id in safe_ids),
        "client_ids": sorted(str(client_id) for client_id in found.client_ids),
        "files": sum(len(storage.names_of(safe_id)) for safe_id in safe_ids),
    }


def _fence(case: PurgeCase) -> bool:
    fence(safe_ids_of(case))
    return _mark(case, Step.FENCED)


def _shred(case: PurgeCase) -> bool:
    shred(safe_ids_of(case), case_id=case.pk, certificate_id=case.pk)
    return _mark(case, Step.SHREDDED)


def _erase(case: PurgeCase) -> bool:
    with transaction.atomic():
        erase_rows(take_inventory({case.dossier_id}))
    _assert_files_in_reach(case)
    erase_files(safe_ids_of(case))
    return _mark(case, Step.ERASED)


def _verify(case: PurgeCase) -> bool:
    _assert_files_in_reach(case)
    verify_gone(
        safe_ids=safe_ids_of(case),
        client_ids=[UUID(value) for value in case.inventory["client_ids"]],
    )
    return _mark(case, Step.VERIFIED)


def _assert_files_in_reach(case: PurgeCase) -> None:
    # By now no row tells of the files, and in the folder of a disk that is away none are found.
    if case.inventory["files"] and not storage.is_marked():
        raise StorageOutOfReach


def _certify(case: PurgeCase) -> bool:
    with transaction.atomic():
        certify(case)
        return _mark(case, Step.CERTIFIED)


Take = Callable[[PurgeCase], bool]
COURSE: list[tuple[Step, Take]] = [
    (Step.APPROVED, _approve_by_reglement),
    (Step.INTENT, _begin),
    (Step.FENCED, _fence),
    (Step.SHREDDED, _shred),
    (Step.ERASED, _erase),
    (Step.VERIFIED, _verify),
    (Step.CERTIFIED, _certify),
]


EVENT_OF = {
    Step.APPROVED: "retention.approved",
    Step.INTENT: "retention.intended",
    Step.FENCED: "retention.fenced",
    Step.SHREDDED: "retention.shredded",
    Step.ERASED: "retention.erased",
    Step.VERIFIED: "retention.verified",
    Step.CERTIFIED: "retention.certified",
}


def safe_ids_of(case: PurgeCase) -> list[UUID]:
    """Return the safes the case set out to destroy."""
    return [UUID(value) for value in case.inventory["safe_ids"]]


@transaction.atomic
def _mark(case: PurgeCase, step: Step) -> bool:
    column = f"{step.value}_at"
    # A clock that went back since the step before may not stop what has begun.
    moment = Greatest(AkkoordNow(), MOMENTS[MOMENTS.index(column) - 1])
    fresh = PurgeCase.objects.filter(pk=case.pk, **{column: None}).update(**{column: moment})
    if fresh:
        record(EVENT_OF[step], dossier_id=case.dossier_id, article=case.article_label, role="system")
    return bool(fresh)


@transaction.atomic
def _claim(case_id: UUID, worker: str) -> bool:
    now = akkoord_now()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    case = PurgeCase.objects.select_for_update(skip_locked=True).filter(free, pk=case_id, certified_at=None).first()
    if case is None:
        return False
    case.lease_until, case.lease_by, case.attempts = now + LEASE, worker, case.attempts + 1
    case.save(update_fields=["lease_until", "lease_by", "attempts"])
    return True


def _renew(case_id: UUID, worker: str, *, by: timedelta = LEASE) -> None:
    PurgeCase.objects.filter(pk=case_id, lease_by=worker).update(lease_until=akkoord_now() + by)


def _give_back(case_id: UUID, worker: str, *, failure: str = "") -> None:
    PurgeCase.objects.filter(pk=case_id, lease_by=worker).update(lease_until=None, lease_by="", failure=failure)
