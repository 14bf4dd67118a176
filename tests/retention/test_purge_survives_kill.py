"""A worker that is killed in the middle of a destruction leaves it to the next one; nothing is lost or done twice."""

from uuid import UUID

import pytest

from dossiers.models import Note
from retention.models import Certificate, PurgeCase
from retention.tasks import advance_case
from retention.terms import LEASE, Step
from tests.workers import (
    a_worker,
    kill,
    nobody_writes_to,
    the_broker,
    wait_for_a_worker_at_the_lock,
    wait_until,
    wait_until_the_dead_are_buried,
)
from vault import ledger
from vault.keys.models import SafeKey

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

# The table that a worker waits for, the database it is in, and the last step that is then taken.
PLACES = [
    ("retention_purgecase", "default", Step.APPROVED),
    ("vault_safe", "default", Step.INTENT),
    ("keys_safekey", "keys", Step.FENCED),
    ("dossiers_note", "default", Step.SHREDDED),
    ("retention_certificate", "default", Step.VERIFIED),
]


@pytest.fixture
def broker():
    """The broker of the tests, empty before and after."""
    client = the_broker()
    client.flushdb()
    yield client
    client.flushdb()


@pytest.mark.parametrize(("table", "alias", "last"), PLACES, ids=[place[0] for place in PLACES])
def test_a_killed_worker_leaves_a_destruction_that_the_next_one_ends(table, alias, last, due, broker, clock):
    with nobody_writes_to(table, alias), a_worker() as killed:
        advance_case.delay(str(due.pk))
        wait_for_a_worker_at_the_lock()
        kill(killed)
    wait_until_the_dead_are_buried()
    broker.flushdb()
    due.refresh_from_db()
    assert due.step == last
    assert Note.objects.exists() is (last != Step.VERIFIED)

    clock.move(seconds=LEASE.total_seconds() + 1)
    with a_worker():
        advance_case.delay(str(due.pk))
        advance_case.delay(str(due.pk))
        wait_until(lambda: is_certified(due))
        wait_until(lambda: broker.llen("celery") == 0)

    due.refresh_from_db()
    assert Certificate.objects.count() == 1
    assert not Note.objects.exists()
    assert not SafeKey.objects.filter(safe_id__in=due.inventory["safe_ids"]).exists()
    assert {UUID(safe_id) for safe_id in due.inventory["safe_ids"]} <= shredded_in_the_ledger()


def is_certified(case: PurgeCase) -> bool:
    """Say whether the certificate is there."""
    return PurgeCase.objects.filter(pk=case.pk, certified_at__isnull=False).exists()


def shredded_in_the_ledger() -> set[UUID]:
    """Return the safes that the signed lines outside the database remember."""
    return {UUID(safe_id) for entry in ledger.read_all() for safe_id in entry.body.get("safe_ids", [])}
