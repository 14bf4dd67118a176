"""The course of a destruction after its approval: leased, one step at a time, each safe to repeat after a crash."""

import logging
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest

from accounts.queries import wants_four_eyes
from audit.services import record
from dossiers.models import Client, Dossier, Part
from dossiers.services.people import clients_to_let_go, let_go
from retention.events import dated_before_another_traject
from retention.inventory import Inventory, inventory_of_parts, take_inventory
from retention.models import MOMENTS, CasePart, DossierTerm, PurgeCase
from retention.queries import is_held
from retention.services.certifying import certify
from retention.services.dating import bring_parts_along
from retention.services.erasing import erase_files, erase_rows
from retention.services.remaining import keep_remains
from retention.services.verifying import verify_gone
from retention.terms import COOLING_OFF, LEASE, Covers, Ground, Step
from vault import jumps, storage
from vault.clock import AkkoordNow, akkoord_now, today
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
    """The reglement itself approves when the date is near and nobody held the dossier.

    Where the organisation wants four eyes a list does (decision 0019), except what the text lets go at once.
    """
    if not case.at_once and wants_four_eyes():
        return False
    early = akkoord_now() < case.due_at - cooling_off_of(case)
    if case.proposed_at is None or early or is_held(case.dossier_id):
        return False
    return _mark(case, Step.APPROVED)


def _begin(case: PurgeCase) -> bool:
    """From here there is only forward, so everything that could stop it is asked once more, under the lock."""
    if not jumps.is_steady():
        return False
    with transaction.atomic():
        # Whoever gives a dossier another date, or holds it, holds its row too.
        Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=case.dossier_id)
        locked = PurgeCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if not _may_begin(locked):
            return False
        assert_storage_in_reach()
        list(clients_to_let_go(Client.objects.filter(trajecten__dossier=case.dossier_id).values("pk")))
        covered = parts_to_cover(locked)
        if locked.is_of_parts and not covered:
            return False
        CasePart.objects.bulk_create([CasePart(case=locked, part_id=part_id) for part_id in covered])
        locked.inventory = what_there_is(locked) | {"remains": keep_remains(locked)}
        locked.save(update_fields=["inventory"])
        let_go([UUID(client_id) for client_id in locked.inventory["client_ids"]])
        begun = _mark(locked, Step.INTENT)
        bring_parts_along(locked.dossier_id)
        return begun


def _may_begin(case: PurgeCase) -> bool:
    now = akkoord_now()
    not_before = max(case.due_at, case.moment_of(Step.APPROVED) + cooling_off_of(case))
    if case.lapsed_at is not None or now < not_before or is_held(case.dossier_id):
        return False
    if case.ground == Ground.TERM and dated_before_another_traject().filter(pk=case.dossier_id).exists():
        return False
    busy = PurgeCase.objects.unfinished().filter(dossier_id=case.dossier_id, covers=Covers.PARTS, erased_at=None)
    return case.is_of_parts or not busy.filter(intent_at__isnull=False).exists()


def cooling_off_of(case: PurgeCase) -> timedelta:
    """Return how long a destruction can still be called back after its approval.

    A term of nothing leaves no time, and where the client himself asked nobody thinks again (parameters 8.10).
    """
    return timedelta() if case.at_once or case.ground == Ground.REQUESTED else COOLING_OFF


def parts_to_cover(case: PurgeCase) -> list[UUID]:
    """Return the parts that this case destroys when it begins now.

    Parts end by the article of their case; a whole takes along what does not stay longer than itself.
    """
    if case.is_of_parts:
        due = DossierTerm.objects.of_parts().beginning_by(today())
        due = due.filter(dossier=case.dossier_id, article_key=case.article_key)
        return list(due.order_by("part_id").values_list("part_id", flat=True))
    whole = DossierTerm.objects.of_wholes().filter(dossier=case.dossier_id).values_list("due_on", flat=True).first()
    longer = DossierTerm.objects.filter(Q(due_on=None) | Q(due_on__gt=whole or today()), dossier=case.dossier_id)
    if case.ground == Ground.REQUESTED:
        longer = longer.exclude(statute="")
    parts = Part.objects.filter(dossier=case.dossier_id, destroyed_at=None, ending=None)
    return list(parts.exclude(terms__in=longer).order_by("id").values_list("pk", flat=True))


def what_there_is(case: PurgeCase, *, also: Collection[UUID] = ()) -> dict[str, Any]:
    """Return what a case sets out to destroy, as it stands on the case; `also` names safes that were known before."""
    found = inventory_of(case)
    safe_ids = found.safe_ids.union(also)
    return {
        "counts": found.counts(),
        "safe_ids": sorted(str(safe_id) for safe_id in safe_ids),
        "client_ids": sorted(str(client_id) for client_id in found.client_ids),
        "files": sum(len(storage.names_of(safe_id)) for safe_id in safe_ids),
    }


def inventory_of(case: PurgeCase) -> Inventory:
    """Find what a case destroys, by the parts that were written down as covered."""
    covered = list(CasePart.objects.filter(case=case).values_list("part_id", flat=True))
    if case.is_of_parts:
        return inventory_of_parts(covered)
    stays = Part.objects.filter(dossier=case.dossier_id, destroyed_at=None).exclude(pk__in=covered)
    return take_inventory({case.dossier_id}, spared=list(stays.values_list("pk", flat=True)))


def _fence(case: PurgeCase) -> bool:
    fence(safe_ids_of(case))
    return _mark(case, Step.FENCED)


def _shred(case: PurgeCase) -> bool:
    shred(safe_ids_of(case), case_id=case.pk, certificate_id=case.pk)
    return _mark(case, Step.SHREDDED)


def _erase(case: PurgeCase) -> bool:
    with transaction.atomic():
        erase_rows(inventory_of(case))
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
    case = PurgeCase.objects.unfinished().select_for_update(skip_locked=True).filter(free, pk=case_id).first()
    if case is None:
        return False
    case.lease_until, case.lease_by, case.attempts = now + LEASE, worker, case.attempts + 1
    case.save(update_fields=["lease_until", "lease_by", "attempts"])
    return True


def _renew(case_id: UUID, worker: str, *, by: timedelta = LEASE) -> None:
    PurgeCase.objects.filter(pk=case_id, lease_by=worker).update(lease_until=akkoord_now() + by)


def _give_back(case_id: UUID, worker: str, *, failure: str = "") -> None:
    PurgeCase.objects.filter(pk=case_id, lease_by=worker).update(lease_until=None, lease_by="", failure=failure)
