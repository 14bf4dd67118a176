"""A worker that is killed in the middle of a destruction leaves it to the next one; nothing is lost or done twice."""

from uuid import UUID

import pytest

from dossiers.models import Note
from retention.models import Certificate, PurgeCase
from retention.tasks import advance_case
from retention.terms import LEASE, Step
from tests.retention.parts import a_dossier_in_parts, case_of_parts, closed
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

# What is destroyed, the table that a worker waits for, the database it is in, and the last step that is then taken.
PLACES = [
    ("due", "retention_purgecase", "default", Step.APPROVED),
    ("due", "vault_safe", "default", Step.APPROVED),
    ("due", "keys_safekey", "keys", Step.FENCED),
    ("due", "dossiers_note", "default", Step.SHREDDED),
    ("due", "retention_certificate", "default", Step.ERASED),
    ("due_parts", "retention_casepart", "default", Step.APPROVED),
    ("due_parts", "keys_safekey", "keys", Step.FENCED),
    ("due_parts", "dossiers_part", "default", Step.SHREDDED),
]


@pytest.fixture
def broker():
    """The broker of the tests, empty before and after."""
    client = the_broker()
    client.flushdb()
    yield client
    client.flushdb()


@pytest.fixture
def due_parts(coach, client_user, clock) -> PurgeCase:
    """A case of parts whose date has come, approved, so that the next step is the intent."""
    closed(a_dossier_in_parts(coach, client_user), coach)
    return case_of_parts(clock)


@pytest.mark.parametrize(
    ("what", "table", "alias", "last"), PLACES, ids=[f"{place[0]} {place[1]}" for place in PLACES]
)
def test_a_killed_worker_leaves_a_destruction_that_the_next_one_ends(what, table, alias, last, request, broker, clock):
    due = request.getfixturevalue(what)
    notes = Note.objects.filter(tag="test") if what == "due_parts" else Note.objects.all()
    with nobody_writes_to(table, alias), a_worker() as killed:
        advance_case.delay(str(due.pk))
        wait_for_a_worker_at_the_lock()
        kill(killed)
    wait_until_the_dead_are_buried()
    broker.flushdb()
    due.refresh_from_db()
    assert due.step == last
    assert notes.all().exists() is (last != Step.ERASED)

    clock.move(seconds=LEASE.total_seconds() + 1)
    with a_worker():
        advance_case.delay(str(due.pk))
        advance_case.delay(str(due.pk))
        wait_until(lambda: is_certified(due))
        wait_until(lambda: broker.llen("celery") == 0)

    due.refresh_from_db()
    assert Certificate.objects.count() == 1
    assert not notes.all().exists()
    assert Note.objects.exists() is (what == "due_parts")
    assert not SafeKey.objects.filter(safe_id__in=due.inventory["safe_ids"]).exists()
    assert {UUID(safe_id) for safe_id in due.inventory["safe_ids"]} <= shredded_in_the_ledger()


def is_certified(case: PurgeCase) -> bool:
    """Say whether the certificate is there."""
    return PurgeCase.objects.filter(pk=case.pk, certified_at__isnull=False).exists()


def shredded_in_the_ledger() -> set[UUID]:
    """Return the safes that the signed lines outside the database remember."""
    return {UUID(safe_id) for entry in ledger.read_all() for safe_id in entry.body.get("safe_ids", [])}
