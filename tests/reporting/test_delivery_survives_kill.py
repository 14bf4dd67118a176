"""A worker that dies, or a broker that forgets, neither loses nor doubles a delivery; with a real worker and Redis."""

from collections.abc import Iterator

import pytest
import redis

from audit.models import Event
from consent.models import Disclosure
from mail.models import OutboxMessage
from reporting.models import Delivery
from reporting.services.sending import send_report
from reporting.tasks import deliver_report, sweep_deliveries
from reporting.terms import DELIVERY_LEASE
from tests.workers import (
    a_worker,
    kill,
    nobody_writes_to,
    the_broker,
    wait_for_a_worker_at_the_lock,
    wait_until,
    wait_until_the_dead_are_buried,
)

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def delivery(approved, coach) -> Delivery:
    return send_report(version=approved, by=coach)


@pytest.fixture
def broker() -> Iterator[redis.Redis]:
    """The broker of the tests, empty before and after."""
    client = the_broker()
    client.flushdb()
    yield client
    client.flushdb()


@pytest.mark.parametrize(
    "table", ["reporting_delivery", "consent_disclosure", "mail_outboxmessage", "audit_event"], ids=lambda name: name
)
def test_a_killed_worker_neither_loses_nor_doubles_a_delivery(table, delivery, broker, clock):
    with nobody_writes_to(table), a_worker() as worker:
        deliver_report.delay(str(delivery.pk))
        wait_for_a_worker_at_the_lock()
        kill(worker)
    wait_until_the_dead_are_buried()
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


def is_delivered(delivery: Delivery) -> bool:
    return Delivery.objects.filter(pk=delivery.pk, delivered_at__isnull=False).exists()


def mails_to_the_opdrachtgever() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(template="report_delivered"))
