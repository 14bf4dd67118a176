"""The course of destructions after their approval: leased, in batches, one step at a time, each safe to repeat.

A batch takes a step together and commits it once. When a step fails for a batch it is tried again by halves, so that
one sick case fails alone and the others go on. A single case is a batch of one.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Prefetch, QuerySet

from reglement.models import ReglementVersion
from retention.models import PurgeCase
from retention.moved import kept_by_case, reports_by_case
from retention.services.beginning import Found, approve_by_reglement, begin, ids_of, inventories_of
from retention.services.certifying import certify
from retention.services.entrusting import tell_ledger
from retention.services.erasing import erase_files, erase_rows
from retention.services.marking import is_before, mark
from retention.services.verifying import verify_gone
from retention.terms import BATCH, LEASE, Step
from retention.waiting import free, movable
from vault import storage
from vault.among import Ids
from vault.facts import StorageOutOfReach
from vault.services import Shredding, fence, shred_all

logger = logging.getLogger(__name__)

Cases = Sequence[PurgeCase]
Take = Callable[[Cases], None]
Failures = dict[UUID, Exception]


def advance(case_id: UUID, *, worker: str) -> Step | None:
    """Take the case as far as it may go now; returns the last step taken, None when another worker has it.

    Raises whatever stops a step, after the lease is given back and the kind of failure is written on the case.
    """
    claimed = _claim(PurgeCase.objects.unfinished().filter(free(), pk=case_id), worker)
    if not claimed:
        return None
    for failure in _take_along(claimed, worker).values():
        raise failure
    return PurgeCase.objects.get(pk=case_id).step


def advance_due(*, worker: str, at_most: int) -> int:
    """Take cases as far as they may go now, batch by batch, the oldest date first; returns how many were taken up.

    A failure is logged and written on its case, which is not taken up again by this call. Raises only what is wrong
    with the machine, after the leases are given back.
    """
    seen: set[UUID] = set()
    while len(seen) < at_most and (claimed := _claim(movable().exclude(pk__among=Ids(seen))[:BATCH], worker)):
        seen.update(ids_of(claimed))
        _take_along(claimed, worker)
    return len(seen)


def safe_ids_of(*cases: PurgeCase) -> list[UUID]:
    """Return the safes the cases set out to destroy."""
    return [UUID(value) for case in cases for value in case.inventory["safe_ids"]]


def _take_along(cases: Cases, worker: str) -> Failures:
    """Take leased cases as far as they go, give the leases back, and return what stopped which."""
    failures: Failures = {}
    try:
        for step, take in course():
            _take(step, take, [case for case in cases if case.pk not in failures], failures)
    except Exception as failure:
        _give_back(ids_of(cases), worker, failure=type(failure).__name__)
        raise
    for case_id, stopped in failures.items():
        _give_back([case_id], worker, failure=type(stopped).__name__)
    # With its certificate the lease of a case has ended.
    _give_back([case.pk for case in cases if case.certified_at is None], worker)
    return failures


def _take(step: Step, take: Take, cases: Cases, failures: Failures) -> None:
    """Let the cases whose turn it is take this step: together, and where that fails by halves."""
    turn = [case for case in cases if is_before(case, step)]
    if not turn:
        return
    try:
        take(turn)
    except Exception as failure:
        if not all(connections[alias].is_usable() for alias in ("default", "keys")):
            raise  # the machine is ill, and no case
        for case in turn:
            case.refresh_from_db()  # what was noted on it may have been rolled back
        if len(turn) == 1:
            failures[turn[0].pk] = failure
            logger.exception("destruction %s stopped at %s", turn[0].pk, step)
            return
        middle = len(turn) // 2
        for half in (turn[:middle], turn[middle:]):
            _take(step, take, half, failures)


def course() -> list[tuple[Step, Take]]:
    """Return the steps in order, each with what takes it, for one batch: what it found it need not look for again.

    Two steps between which nothing outside the database happens are taken and committed together. A case that stands
    between them, as a restored one does, takes the second alone.
    """
    found: Found = {}
    return [
        (Step.APPROVED, approve_by_reglement),
        (Step.INTENT, partial(begin, found=found)),
        (Step.FENCED, _fence),
        (Step.SHREDDED, _shred),
        (Step.ERASED, partial(_erase, found=found)),
        (Step.VERIFIED, _verify),
        (Step.CERTIFIED, _certify),
    ]


def _fence(cases: Cases) -> None:
    with transaction.atomic():
        fence(safe_ids_of(*cases))
        mark(cases, Step.FENCED)


def _shred(cases: Cases) -> None:
    tell_ledger()  # of what remains, before the key goes under which its own lies there
    reports = reports_by_case([case.pk for case in cases if case.is_of_parts])
    kept = kept_by_case(cases)
    shred_all([_shredding(case, reports.get(case.pk, []), kept.get(case.pk, [])) for case in cases])
    with transaction.atomic():
        mark(cases, Step.SHREDDED)


def _shredding(case: PurgeCase, reports: Sequence[UUID], kept: Sequence[UUID]) -> Shredding:
    beside: dict[str, Any] = {}
    # A certificate that a restored house makes anew tells of what remained, too.
    if remains := [one for one in case.inventory.get("remains", []) if one["kind"] == "record"]:
        beside["remains"] = remains
    # In a backup of before its move a report lies in the safe of its dossier, of which no line tells.
    if reports:
        beside["items"] = [str(report_id) for report_id in reports]
    if kept:
        beside["kept"] = [str(report_id) for report_id in kept]
    return Shredding(safe_ids_of(case), case.pk, case.pk, beside=beside)


def _erase(cases: Cases, *, found: Found) -> None:
    _assert_files_in_reach(cases)
    # Files first: rows that are left by a kill in between tell of nothing that anybody can read, and the next worker
    # finds them; of files without rows nothing tells.
    erase_files(safe_ids_of(*cases))
    with transaction.atomic():
        for inventory in found.pop(ids_of(cases), None) or inventories_of(cases):
            erase_rows(inventory)
        mark(cases, Step.ERASED)


def _verify(cases: Cases) -> None:
    _assert_files_in_reach(cases)
    client_ids = [UUID(value) for case in cases for value in case.inventory["client_ids"]]
    verify_gone(safe_ids=safe_ids_of(*cases), client_ids=client_ids)
    with transaction.atomic():
        mark(cases, Step.VERIFIED, Step.CERTIFIED)
        certify(cases)


def _certify(cases: Cases) -> None:
    with transaction.atomic():
        mark(cases, Step.CERTIFIED)
        certify(cases)


def _assert_files_in_reach(cases: Cases) -> None:
    # In the folder of a disk that is away none are found.
    if any(case.inventory["files"] for case in cases) and not storage.is_marked():
        raise StorageOutOfReach


@transaction.atomic
def _claim(cases: QuerySet[PurgeCase], worker: str) -> list[PurgeCase]:
    """Lease those of these cases that nobody has at this moment, and return them with the versions they go by."""
    nobodys, params = cases.select_for_update(skip_locked=True).values("pk").query.sql_with_params()
    claimed = PurgeCase.objects.raw(
        "UPDATE retention_purgecase SET lease_until = (SELECT akkoord_now()) + %s, lease_by = %s,"  # noqa: S608
        f" attempts = attempts + 1 WHERE id = ANY(ARRAY({nobodys})) RETURNING *",
        [LEASE, worker, *params],
    )
    versions = ReglementVersion.objects.select_related("reglement").defer("document")
    return list(claimed.prefetch_related(Prefetch("version", versions)))


def _give_back(case_ids: Collection[UUID], worker: str, *, failure: str = "") -> None:
    if case_ids:
        leased = PurgeCase.objects.filter(pk__among=Ids(case_ids), lease_by=worker)
        leased.update(lease_until=None, lease_by="", failure=failure)
