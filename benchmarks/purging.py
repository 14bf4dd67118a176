"""The measurement of destructions, inside a house of its own: side by side in one run, with where the time goes."""

import re
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial, reduce
from operator import or_
from pathlib import Path
from select import select
from time import perf_counter, process_time, sleep
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import F, Q

from benchmarks.house import inside
from benchmarks.many import a_bureau
from benchmarks.reading import ENOUGH
from dossiers.models import Traject
from retention.inventory import Inventory, take_inventory
from retention.models import PurgeCase
from retention.services.advancing import advance_due
from retention.terms import BATCH, TAKEN_AT_ONCE
from vault.clock import AkkoordNow
from vault.models import Safe

# What a statement does, by its first word; all else only asks.
_KINDS = {"DELETE": "deletes", "INSERT": "inserts and updates", "UPDATE": "inserts and updates"}


def main(number: str) -> None:
    """Measure with so many dossiers: a fifth goes by QuerySet.delete(), the rest wholly, much of it beside reading."""
    coach, cases = a_bureau(int(number))
    fifth = len(cases) // 5
    deleted = cases[:fifth]
    _told(f"{len(cases)} dossiers of {_rows_of(deleted[0])} rows, 4 safes and a file each; fsync on; one worker")
    by_delete, wholly = _Work(), _Work()
    _delete(deleted, by_delete)
    Path("/proc/self/clear_refs").write_text("5")  # the peak of memory begins anew: the bureau was made here too
    _told("QuerySet.delete() of the same rows: " + by_delete.told(len(deleted)))
    done = wholly.adding(lambda: destroy(fifth))
    _told("whole course, from approved to certified: " + wholly.told(done))
    _told(
        f"as many dossiers a second as QuerySet.delete(), times {wholly.rate(done) / by_delete.rate(len(deleted)):.2f}"
    )
    memory = _peak_mb()
    two = _rate_of_two(fifth)
    _told(f"two workers: {two:,.0f} dossiers a second, times {two / wholly.rate(done):.2f}")
    spent = _Statements()
    spent.during(lambda: destroy(fifth // 2))
    _told(spent.limit(fifth // 2))
    for line in spent.lines():
        _told(line)
    alone = _read_beside(coach.pk, lambda: sleep(1))
    beside = _read_beside(coach.pk, lambda: destroy(BATCH))
    _told(f"list page alone: {_waits(alone)}")
    _told(f"list page beside a worker: {_waits(beside)}; p99 {_p99(beside) / _p99(alone):.2f} times as long")
    destroy(len(cases))
    _told(f"memory of the first worker: at most {memory} MB for {done} dossiers, {_peak_mb()} MB for all that it took")
    assert not PurgeCase.objects.exclude(failure="").exists()


def destroy(at_most: int, *, worker: str = "measuring") -> int:
    """Destroy as a worker does, ring after ring, and return how many were taken up."""
    rings = range(0, at_most, TAKEN_AT_ONCE)
    return sum(advance_due(worker=worker, at_most=min(at_most - done, TAKEN_AT_ONCE)) for done in rings)


def _rate_of_two(number: int) -> float:
    """Let two workers destroy so many between them, and return how many a second that were."""
    workers = [inside("benchmarks.working", str(number // 2)) for _ in range(2)]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline().strip() == "ready"
    started = perf_counter()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    return sum(int(worker.communicate()[0]) for worker in workers) / (perf_counter() - started)


class _Work:
    """Adds up how long something lasts, and how long it keeps a core busy: in this process and in its PostgreSQL."""

    def __init__(self) -> None:
        self.seconds = self.here = self.server = 0.0

    def adding(self, work: Callable[[], Any]) -> Any:
        """Do the work and add what it takes."""
        started, here, server = perf_counter(), process_time(), _server_seconds()
        answer = work()
        self.seconds += perf_counter() - started
        self.here += process_time() - here
        self.server += _server_seconds() - server
        return answer

    def rate(self, number: int) -> float:
        """Return how many a second."""
        return number / self.seconds

    def told(self, number: int) -> str:
        """Return the rate, and the milliseconds of a core for each: what is left when nobody else works here."""
        here, server = self.here / number * 1000, self.server / number * 1000
        busy = f"{here + server:.2f} ms of a core each, {here:.2f} here and {server:.2f} in PostgreSQL"
        return f"{self.rate(number):,.0f} dossiers a second ({busy})"


def _server_seconds() -> float:
    """Return how long the two servers behind our connections have kept a core busy."""
    spent = 0
    for alias in ("default", "keys"):
        connections[alias].ensure_connection()
        pid = connections[alias].connection.info.backend_pid
        spent += int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    return spent / 1_000_000_000


def _rows_of(case_id: UUID) -> int:
    dossier_id = PurgeCase.objects.get(pk=case_id).dossier_id
    return sum(take_inventory([dossier_id]).counted[dossier_id].values())


def _delete(case_ids: list[UUID], work: _Work) -> None:
    """Delete the same rows batch by batch; only the deletes are counted, the rows are already found."""
    for start in range(0, len(case_ids), BATCH):
        some = PurgeCase.objects.filter(pk__in=case_ids[start : start + BATCH])
        found = take_inventory(list(some.values_list("dossier_id", flat=True)))
        # The guards let rows go only behind a fence, and a client only when no traject names him.
        safes = Safe.objects.filter(pk__in=found.safe_ids)
        safes.update(fenced_at=AkkoordNow())
        safes.update(shredded_at=F("fenced_at"))
        Traject.objects.filter(client__in=found.client_ids).update(client=None)
        work.adding(partial(_delete_rows, found))
        some.update(lapsed_at=AkkoordNow())


@transaction.atomic
def _delete_rows(found: Inventory) -> None:
    for model, going in reversed(found.going.items()):
        by_column = [Q(**{f"{column}__in": ids.all}) for column, ids in going.pointing.items()]
        model._base_manager.filter(reduce(or_, by_column)).delete()


def _read_beside(coach_id: UUID, work: Callable[[], object]) -> list[float]:
    """Let somebody read the list beside repeated work until that is enough; return how long each page took in ms."""
    reading = inside("benchmarks.reading", str(coach_id))
    assert reading.stdout is not None
    assert reading.stdout.readline().strip() == "reading"
    while PurgeCase.objects.unfinished().exists() and not select([reading.stdout], [], [], 0)[0]:
        work()
    told, _errors = reading.communicate()
    assert reading.returncode == 0, "the reader failed"
    return sorted(float(word) for word in told.splitlines()[-1].split())


def _waits(pages: list[float]) -> str:
    number = f"{len(pages)} pages" + ("" if len(pages) >= ENOUGH else ", too few to lean on")
    return f"p50 {pages[len(pages) // 2]:.1f} ms, p99 {_p99(pages):.1f} ms ({number})"


def _p99(pages: list[float]) -> float:
    return pages[int(len(pages) * 0.99)]


def _peak_mb() -> int:
    """Return the most memory that this process held since the peak began anew, in MB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) // 1024


class _Statements:
    """Adds up the time of statements by their shape, of all else, and how long each kind keeps PostgreSQL busy."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.server: Counter[str] = Counter()
        self._total = self._server = 0.0

    def during(self, work: Callable[[], object]) -> None:
        """Do the work and add up what it spends."""
        started, server = perf_counter(), _server_seconds()
        with connections["default"].execute_wrapper(self), connections["keys"].execute_wrapper(self):
            work()
        self._total, self._server = perf_counter() - started, _server_seconds() - server

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        started, server = perf_counter(), _server_seconds()
        try:
            return execute(sql, params, many, context)
        finally:
            words = re.findall(r"[A-Za-z_]+", str(sql))
            shape = " ".join(words[:5])
            self.seconds[shape] += perf_counter() - started
            self.counts[shape] += 1
            self.server[_KINDS.get(words[0], "questions")] += _server_seconds() - server

    def limit(self, number: int) -> str:
        """Return what PostgreSQL alone asks for each: a worker whose own work took no time could not be faster."""
        writes = self._server - self.server["questions"]
        each = {**self.server, "commits and their checks": self._server - sum(self.server.values())}
        shares = ", ".join(f"{kind} {seconds / number * 1000:.2f}" for kind, seconds in sorted(each.items()))
        return f"ms of a core each in PostgreSQL: {shares}; without the questions {number / writes:,.0f} a second"

    def lines(self) -> list[str]:
        """Return the shares of the dearest statements and of what is no statement (Python, commits, disk)."""
        outside = self._total - sum(self.seconds.values())
        found = [f"outside statements: {outside / self._total:.0%} of {self._total:.1f} s"]
        for shape, seconds in self.seconds.most_common(14):
            found.append(f"{seconds / self._total:6.1%}  {self.counts[shape]:>6} x  {shape}")
        return found


def _told(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
