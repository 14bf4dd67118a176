"""A process that dies at exactly one point: before or behind a statement, or at a file that it opens or removes."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections

ENDED, FAILED = 0, 1
# What Python tells of the work on files; the ledger is opened, sealed bytes are removed.
FILE_EVENTS = {"open", "os.remove", "os.rmdir"}


class FailPoint:
    """Counts what happens in a process, and kills it at the `fatal` one."""

    def __init__(self, fatal: int | None) -> None:
        self.passed, self._fatal = 0, fatal

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        """Stand around one statement of Django's, so that a process can die on either side of it."""
        self._pass()
        found = execute(*statement)
        self._pass()
        return found

    def hear(self, event: str, words: tuple[Any, ...]) -> None:
        """Stand before a file of the ledger that is opened, and before one that is removed."""
        if event in FILE_EVENTS and (event != "open" or str(words[0]).endswith(".jsonl")):
            self._pass()

    def _pass(self) -> None:
        self.passed += 1
        if self.passed == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)


def points_of(work: Callable[[], object]) -> int:
    """Do the work in a process of its own, and return how many points it passed."""
    reading, writing = os.pipe()
    status = _in_a_child(work, FailPoint(None), tell=writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        passed = told.read()
    assert status == ENDED, "the work failed before anybody was killed"
    return int(passed)


def dies(work: Callable[[], object], *, at: int) -> bool:
    """Do the work in a process that is killed at this point, and say whether it was (or came to its end first)."""
    status = _in_a_child(work, FailPoint(at))
    assert status in (ENDED, -signal.SIGKILL), "the work failed before it was killed"
    return status != ENDED


def _in_a_child(work: Callable[[], object], point: FailPoint, tell: int | None = None) -> int:
    connections.close_all()  # a child that shares a connection with its parent would talk through it
    child = os.fork()
    if child == 0:
        _live_and_die(work, point, tell)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _live_and_die(work: Callable[[], object], point: FailPoint, tell: int | None) -> None:
    code = FAILED
    try:
        sys.addaudithook(point.hear)
        with ExitStack() as stack:
            for alias in ("default", "keys"):
                stack.enter_context(connections[alias].execute_wrapper(point))
            work()
        if tell is not None:
            os.write(tell, str(point.passed).encode())
        code = ENDED
    except Exception:
        # Nobody waits for it in this process; what was captured of it stands beside the test that failed.
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)
