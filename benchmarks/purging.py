"""The measurement of destructions, inside a house of its own: side by side in one run, with where the time goes."""

import re
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial, reduce
from operator import or_
from time import perf_counter, sleep
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import F, Q

from benchmarks.house import inside
from benchmarks.many import a_bureau
from dossiers.models import Traject
from retention.inventory import Inventory, take_inventory
from retention.models import Certificate, PurgeCase
from retention.services.advancing import advance_due
from retention.terms import BATCH, TAKEN_AT_ONCE
from vault.clock import AkkoordNow
from vault.models import Safe

READING_SECONDS = 8


def main(number: str) -> None:
    """Measure with so many dossiers: a fifth goes by QuerySet.delete(), the rest wholly, some of it beside reading."""
    coach, cases = a_bureau(int(number))
    deleted, alone, beside = cases[: len(cases) // 5], len(cases) // 5 * 2, len(cases) // 5 * 2
    _told(f"{len(cases)} dossiers of {_rows_of(deleted[0])} rows, 4 safes and a file each; fsync on; one worker")
    by_delete = _told_rate("QuerySet.delete() of the same rows", len(deleted), _delete(deleted))
    wholly = _told_rate("whole course, from approved to certified", alone, _seconds(lambda: _destroy(alone)))
    _told(f"whole course / QuerySet.delete(): {wholly / by_delete:.2f}")
    _told("list page alone: " + _read_beside(coach.pk, lambda: sleep(READING_SECONDS)))
    spent = _Spent()
    _told("list page beside: " + _read_beside(coach.pk, lambda: spent.during(lambda: _destroy(beside))))
    for line in spent.lines():
        _told(line)
    assert not PurgeCase.objects.exclude(failure="").exists()


def _destroy(number: int) -> None:
    wanted = Certificate.objects.count() + number
    while (left := wanted - Certificate.objects.count()) > 0:
        assert advance_due(worker="measuring", at_most=min(left, TAKEN_AT_ONCE)), "nothing is due any more"


def _rows_of(case_id: UUID) -> int:
    dossier_id = PurgeCase.objects.get(pk=case_id).dossier_id
    return sum(take_inventory([dossier_id]).counted[dossier_id].values())


def _delete(case_ids: list[UUID]) -> float:
    """Delete the same rows batch by batch and return the seconds of the deletes alone, rows already found."""
    seconds = 0.0
    for start in range(0, len(case_ids), BATCH):
        some = PurgeCase.objects.filter(pk__in=case_ids[start : start + BATCH])
        found = take_inventory(list(some.values_list("dossier_id", flat=True)))
        # The guards let rows go only behind a fence, and a client only when no traject names him.
        safes = Safe.objects.filter(pk__in=found.safe_ids)
        safes.update(fenced_at=AkkoordNow())
        safes.update(shredded_at=F("fenced_at"))
        Traject.objects.filter(client__in=found.client_ids).update(client=None)
        seconds += _seconds(partial(_delete_rows, found))
        some.update(lapsed_at=AkkoordNow())
    return seconds


@transaction.atomic
def _delete_rows(found: Inventory) -> None:
    for model, going in reversed(found.going.items()):
        by_column = [Q(**{f"{column}__in": keys}) for column, keys in going.pointing.items()]
        model._base_manager.filter(reduce(or_, by_column)).delete()


def _read_beside(coach_id: UUID, work: Callable[[], object]) -> str:
    """Let somebody read the list for as long as the work lasts, and return how long he waited for a page."""
    reading = inside("benchmarks.reading", str(coach_id))
    assert reading.stdout is not None
    assert reading.stdout.readline().strip() == "reading"
    work()
    told, _errors = reading.communicate()
    assert reading.returncode == 0, "the reader failed"
    return told.strip()


class _Spent:
    """Adds up the time of statements by their shape, and of all else."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self._total = 0.0

    def during(self, work: Callable[[], object]) -> None:
        """Do the work and add up what it spends."""
        started = perf_counter()
        with connections["default"].execute_wrapper(self), connections["keys"].execute_wrapper(self):
            work()
        self._total = perf_counter() - started

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        started = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            shape = " ".join(re.findall(r"[A-Za-z_]+", str(sql))[:5])
            self.seconds[shape] += perf_counter() - started
            self.counts[shape] += 1

    def lines(self) -> list[str]:
        """Return the shares of the dearest statements and of what is no statement (Python, commits, disk)."""
        outside = self._total - sum(self.seconds.values())
        found = [f"outside statements: {outside / self._total:.0%} of {self._total:.1f} s"]
        for shape, seconds in self.seconds.most_common(14):
            found.append(f"{seconds / self._total:6.1%}  {self.counts[shape]:>6} x  {shape}")
        return found


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _told_rate(words: str, number: int, seconds: float) -> float:
    _told(f"{words}: {number / seconds:,.0f} dossiers a second")
    return number / seconds


def _told(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
