"""Somebody who works on for as long as a test lasts, and what the slowest piece of that work took."""

import threading
import time
from collections.abc import Callable

from django.db import connections

# Nobody waits for the end of a long piece of work; a machine that does much else may still be slow.
BEARABLE_SECONDS = 5


class WorkingDay:
    """Does one piece of work after the other in a thread of its own, until the block ends or one fails."""

    def __init__(self, work: Callable[[], None], *, pause: float) -> None:
        self.slowest, self.failed = 0.0, None
        self._work, self._pause, self._is_over = work, pause, threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._is_over.set()
        self._thread.join(30)

    def _run(self):
        try:
            while not self._is_over.wait(self._pause):
                began = time.monotonic()
                self._work()
                self.slowest = max(self.slowest, time.monotonic() - began)
        except Exception as failed:
            self.failed = failed
        finally:
            connections.close_all()
