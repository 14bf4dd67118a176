"""Stops a house that runs elsewhere, stops the servers, and throws a demo away."""

import os
import shutil
import signal
import time

from config import embedded
from config.embedded.state import servers_folder
from config.running import lock
from config.running.troubles import CannotRun

SECONDS_TO_STOP = 60
KEPT_BETWEEN_DEMOS = ("secrets.json", "akkoord_backup_keys.json")


def stop_all() -> int:
    """Stop the house and the servers of both demo and tests, and say what ran."""
    stopped = ["Akkoord"] if _stop_house() else []
    stopped += embedded.stop_servers()
    asked = os.environ["DJANGO_SETTINGS_MODULE"]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    stopped += [f"{name} of the tests" for name in embedded.stop_servers()]
    os.environ["DJANGO_SETTINGS_MODULE"] = asked
    print(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")
    return 0


def forget_demo() -> int:
    """Remove database, files and ledger of the demo; raises CannotRun while it runs."""
    if lock.holder():
        raise CannotRun("Akkoord still runs from this checkout. Stop it with: make stop")
    for place in servers_folder().iterdir():
        if place.name in KEPT_BETWEEN_DEMOS:
            continue
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()
    print("The demo is gone; `make run` makes a new one.")
    return 0


def _stop_house() -> bool:
    process = lock.holder()
    if process is None:
        return False
    os.kill(process, signal.SIGTERM)
    until = time.monotonic() + SECONDS_TO_STOP
    while lock.holder():
        if time.monotonic() > until:
            raise CannotRun(f"Akkoord (process {process}) does not stop.")
        time.sleep(0.1)
    return True
