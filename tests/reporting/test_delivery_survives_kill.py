"""A worker that dies, or a broker that forgets, neither loses nor doubles a delivery; with a real worker and Redis."""

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
import pytest
import redis
from django.conf import settings
from django.db import connections

from audit.models import Event
from config import addresses
from consent.models import Disclosure
from mail.models import OutboxMessage
from reporting.models import Delivery
from reporting.services.sending import send_report
from reporting.tasks import deliver_report, sweep_deliveries
from reporting.terms import DELIVERY_LEASE

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

PATIENCE_SECONDS = 60


@pytest.fixture
def delivery(approved, coach) -> Delivery:
    return send_report(version=approved, by=coach)


@pytest.fixture
def broker() -> Iterator[redis.Redis]:
    """The broker of the tests, empty before and after."""
    client = redis.Redis.from_url(addresses.redis_url(0))
    client.flushdb()
    yield client
    client.flushdb()


@pytest.mark.parametrize(
    "table", ["reporting_delivery", "consent_disclosure", "mail_outboxmessage", "audit_event"], ids=lambda name: name
)
def test_a_killed_worker_neither_loses_nor_doubles_a_delivery(table, delivery, broker, clock):
    with nobody_writes_to(table), a_worker() as killed:
        deliver_report.delay(str(delivery.pk))
        wait_until(lambda: backends_waiting_for_a_lock() > 0)
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()
    wait_until(lambda: backends_of_workers() == 0)
    assert not Disclosure.objects.exists()
    assert not mails_to_the_opdrachtgever()

    clock.move(seconds=DELIVERY_LEASE.total_seconds() + 1)
    with a_worker():
        sweep_deliveries.delay()
        wait_until(lambda: is_delivered(delivery))
        deliver_report.delay(str(delivery.pk))
        wait_until(lambda: broker.llen("celery") == 0)

    assert Disclosure.objects.count() == 1
    assert len(mails_to_the_opdrachtgever()) == 1
    assert Event.objects.filter(event="report.delivered").count() == 1


def test_a_flushed_broker_loses_no_delivery(delivery, broker, tmp_path):
    deliver_report.delay(str(delivery.pk))
    assert broker.llen("celery") == 1
    broker.flushdb()

    with a_worker("--beat", "--schedule", str(tmp_path / "beat")):
        wait_until(lambda: is_delivered(delivery))

    assert Disclosure.objects.count() == 1
    assert len(mails_to_the_opdrachtgever()) == 1


@contextmanager
def a_worker(*more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a real worker on the databases of this test, in a process group of its own."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool", "solo", "--without-gossip", *more]
    worker = subprocess.Popen(
        [*command, "--without-mingle", "--loglevel", "WARNING"],
        env={**os.environ, "DATABASE_URL": _url("default"), "KEYS_DATABASE_URL": _url("keys")},
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
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()


@contextmanager
def nobody_writes_to(table: str) -> Iterator[None]:
    """Let every writer to this table wait, so that a worker can be killed in the middle of exactly this step."""
    with psycopg.connect(**_connection("default")) as holder:
        holder.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield
        holder.rollback()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Look until it is so; a test that waits for nothing fails."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)


def backends_waiting_for_a_lock() -> int:
    return _count("wait_event_type = 'Lock' AND application_name = 'worker of a test'")


def backends_of_workers() -> int:
    return _count("application_name = 'worker of a test'")


def is_delivered(delivery: Delivery) -> bool:
    return Delivery.objects.filter(pk=delivery.pk, delivered_at__isnull=False).exists()


def mails_to_the_opdrachtgever() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(template="report_delivered"))


def _count(condition: str) -> int:
    # Only the login role of the test cluster, without the rights of the application on, sees what others wait for.
    with psycopg.connect(**_connection("default")) as observer:
        found = observer.execute(f"SELECT FROM pg_stat_activity WHERE datname = current_database() AND {condition}")
        return found.rowcount


def _connection(alias: str) -> dict[str, Any]:
    found = connections[alias].settings_dict
    return {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}


def _url(alias: str) -> str:
    found = _connection(alias)
    place = f"postgresql://{found['user']}@localhost:{found['port']}/{found['dbname']}"
    return f"{place}?host={quote(str(found['host']), safe='')}&application_name=worker%20of%20a%20test"
