"""Starts the house from cellar to roof, says where it is, and watches until it is told to stop."""

import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

import django

from config import embedded
from config.celery import app as celery_app
from config.embedded.state import servers_folder
from config.running import children, demo, lock, ports, stopping
from config.running.children import Child
from config.running.commands import manage
from config.running.troubles import CannotRun

SECONDS_TO_BE_READY = 90
WATCH_EVERY_SECONDS = 0.5


class ChildEnded(CannotRun):
    """A process of the house ended by itself, so the house cannot go on."""

    def __init__(self, child: Child) -> None:
        """Tell which one, how, and what it said last."""
        code = child.process.returncode
        super().__init__(f"{child.name} ended by itself, code {code}. Its last lines:\n{child.last_words()}")


def run() -> int:
    """Run the house until it is told to stop; raises CannotRun when it cannot start or go on."""
    stopping.listen()
    port = _asked_port()
    with lock.only_one():
        ports.require_free(port)
        started_servers = embedded.ensure_servers()
        running: list[Child] = []
        try:
            _prepare()
            _start_children(port, running)
            _wait_until_ready(port, running)
            _say_where(port)
            _watch(running)
        except stopping.Stopped:
            print("Stopping.", flush=True)
        finally:
            children.stop(running)
            if started_servers:
                embedded.stop_servers()
    return 0


def _asked_port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdigit() or not 1 <= int(given) <= 65535:
        raise CannotRun(f"PORT must be a number from 1 to 65535, and is {given!r}.")
    return int(given)


def _prepare() -> None:
    manage("migrate", "--noinput", "-v0", role="owner")
    manage("migrate", "--noinput", "-v0", "--database", "keys", role="owner")
    manage("collectstatic", "--noinput", "-v0")
    django.setup()
    if demo.is_wanted():
        print("Loading the demo bureau, with fictional people. This happens once.", flush=True)
        demo.load()


def _start_children(port: int, running: list[Child]) -> None:
    logs = servers_folder() / "logs"
    logs.mkdir(exist_ok=True)
    os.environ["PORT"] = str(port)
    os.environ["AKKOORD_MAILCATCHER_PORT"] = str(ports.free_port(1025))
    os.environ["AKKOORD_INBOX_PORT"] = str(ports.free_port(8025))
    for name, command in _commands(port).items():
        running.append(children.start(name, [sys.executable, "-m", *command], logs=logs))


def _commands(port: int) -> dict[str, list[str]]:
    celery = ["celery", "-A", "config"]
    schedule = str(servers_folder() / "beat-schedule")
    web = ["gunicorn", "config.wsgi", "--bind", f"{ports.HOST}:{port}", "--workers", "2", "--threads", "4"]
    return {
        "mail": ["config.mailcatcher"],
        "web": [*web, "--graceful-timeout", "10"],
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO", "--without-mingle"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--schedule", schedule, "--pidfile="],
    }


def _wait_until_ready(port: int, running: list[Child]) -> None:
    conditions: list[Callable[[], bool]] = [
        lambda: ports.answers(int(os.environ["AKKOORD_INBOX_PORT"])),
        lambda: _web_answers(port),
        lambda: bool(celery_app.control.ping(timeout=0.5)),
    ]
    until = time.monotonic() + SECONDS_TO_BE_READY
    while conditions:
        _require_all(running)
        if time.monotonic() > until:
            raise CannotRun(f"Akkoord is not ready after {SECONDS_TO_BE_READY} seconds. See {running[0].log.parent}.")
        if conditions[0]():
            conditions.pop(0)
        else:
            stopping.wait(0.1)


def _web_answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{ports.HOST}:{port}/gereed/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _say_where(port: int) -> None:
    logins = demo.logins()
    print(f"Akkoord is ready at http://{ports.HOST}:{port}/")
    print(f"Its mail lands at http://{ports.HOST}:{os.environ['AKKOORD_INBOX_PORT']}/")
    print(logins, end="")
    print(f"Logs are in {servers_folder() / 'logs'}. Ctrl-C stops everything.", flush=True)


def _watch(running: list[Child]) -> None:
    while True:
        stopping.wait(WATCH_EVERY_SECONDS)
        _require_all(running)


def _require_all(running: list[Child]) -> None:
    for child in running:
        if child.has_ended:
            raise ChildEnded(child)
