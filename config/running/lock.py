"""At most one house runs from a checkout; the lock lasts as long as its process, so a crash leaves nothing behind."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded.state import servers_folder
from config.running.troubles import CannotRun


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the lock; raises CannotRun when a house runs already."""
    with _file().open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotRun("Akkoord already runs from this checkout. Stop it with: make stop") from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def holder() -> int | None:
    """Return the process id of the house that runs, if one does."""
    if not _file().exists():
        return None
    with _file().open("r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(lock.read() or 0) or None
    return None


def _file() -> Path:
    return servers_folder() / "run.lock"
