"""The wish to stop: a signal sets it, and every wait of the house listens to it."""

import signal
import threading

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_asked = threading.Event()


class Stopped(Exception):
    """Somebody asked the house to stop."""


def listen() -> None:
    """Take Ctrl-C and the other signals that end a process as a wish to stop in good order."""
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: _asked.set())


def wait(seconds: float) -> None:
    """Wait; raises Stopped as soon as somebody asks to stop."""
    if _asked.wait(seconds):
        raise Stopped
