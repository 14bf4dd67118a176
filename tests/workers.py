"""Real Celery workers on the databases of a test, and the ways to kill one in the middle of exactly one step."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import psycopg
import redis
from django.conf import settings
from django.db import connections

from config import addresses

PATIENCE_SECONDS = 60
WORKER = "worker of a test"


def the_broker() -> redis.Redis:
    """Return the Redis in which the tasks of this test process wait."""
    return redis.Redis.from_url(addresses.redis_url(settings.REDIS_DATABASE))


@contextmanager
def a_worker(*more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a real worker on the databases of this test, in a process group of its own."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool", "solo", "--without-gossip", *more]
    worker = subprocess.Popen(
        [*command, "--without-mingle", "--loglevel", "INFO"],
        env={**os.environ, **environment_of_this_test()},
        cwd=settings.BASE_DIR,
        start_new_session=True,
    )
    try:
        yield worker
    finally:
        if worker.poll() is None:
            worker.terminate()
            try:
                worker.wait(timeout=20)
            except subprocess.TimeoutExpired:
                kill(worker)


def environment_of_this_test() -> dict[str, str]:
    """Return what tells a process of its own to work on the databases and folders of this test."""
    return {
        "DATABASE_URL": _url("default"),
        "KEYS_DATABASE_URL": _url("keys"),
        "AKKOORD_LEDGER_DIR": str(settings.AKKOORD_LEDGER_DIR),
        "AKKOORD_STORAGE_DIR": str(settings.AKKOORD_STORAGE_DIR),
    }


def a_command(*words: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start a management command on the databases of this test, in a process group of its own; its output is piped."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        env={**os.environ, **environment_of_this_test(), **environment},
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


def kill(worker: subprocess.Popen[bytes]) -> None:
    """Kill the worker and everything it started, as the machine would: without a word."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def wait_until_the_dead_are_buried() -> None:
    """Wait until the database has noticed the kill; a backend that waits for a lock does so once it gets it."""
    wait_until(lambda: _count("default", "") + _count("keys", "") == 0)


@contextmanager
def nobody_writes_to(table: str, alias: str = "default") -> Iterator[None]:
    """Let every writer to this table wait, so that a worker can be killed in the middle of exactly this step."""
    with psycopg.connect(**_connection(alias)) as holder:
        holder.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield
        holder.rollback()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Look until it is so; a test that waits for nothing fails."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)


def wait_for_a_worker_at_the_lock() -> None:
    """Wait until a worker stands before a table that nobody may write to."""
    wait_until(lambda: sum(_count(alias, "AND wait_event_type = 'Lock'") for alias in ("default", "keys")) > 0)


def _count(alias: str, condition: str) -> int:
    # As the login role: what another role's backend waits for is hidden from the application's role.
    with psycopg.connect(**_connection(alias)) as watcher:
        counted = watcher.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            f" AND application_name = %s {condition}",
            [WORKER],
        ).fetchone()
    return int(counted[0]) if counted else 0


def _connection(alias: str) -> dict[str, Any]:
    found = connections[alias].settings_dict
    return {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}


def _url(alias: str) -> str:
    found = _connection(alias)
    place = f"postgresql://{found['user']}@localhost:{found['port']}/{found['dbname']}"
    return f"{place}?host={quote(str(found['host']), safe='')}&application_name={quote(WORKER)}"
