"""A clock that jumps by hours destroys nothing: directie is told, and a person or the right time sets it going."""

from datetime import timedelta

import pytest
from django.db.models import F

from audit.models import Event
from dossiers.models import Note
from retention.services.advancing import advance
from retention.tasks import find_due_dossiers
from retention.terms import Step
from tests.retention.faults.steps import take_until
from vault import jumps
from vault.models import ClockReading

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def jumped(due):
    """The case whose next step is the beginning, on a clock that jumped a year."""
    jumps.look()
    ClockReading.objects.update(read_at=F("read_at") - timedelta(days=365))
    return due


def test_nothing_begins_after_a_jump_until_a_person_says_that_the_date_is_right(jumped, directie, client, outbox):
    assert advance(jumped.pk, worker="een") == Step.APPROVED
    assert Note.objects.exists()

    client.force_login(directie)
    assert "versprongen" in client.get("/bewaren/").content.decode()
    client.post("/bewaren/klok/")

    assert "versprongen" not in client.get("/bewaren/").content.decode()
    assert advance(jumped.pk, worker="twee") == Step.CERTIFIED
    assert Event.objects.filter(event="retention.clock_accepted", actor_id=directie.pk).count() == 1


def test_directie_is_told_once_also_when_a_worker_saw_it_first(jumped, directie, outbox):
    advance(jumped.pk, worker="een")
    find_due_dossiers()
    find_due_dossiers()

    assert len([sent for sent in outbox.sent_to(directie.email) if "versprongen" in sent[0]]) == 1


def test_what_has_begun_goes_on_whatever_the_clock_says(due):
    take_until(due, Step.INTENT)
    jumps.look()
    ClockReading.objects.update(read_at=F("read_at") - timedelta(days=365))

    assert advance(due.pk, worker="een") == Step.CERTIFIED


def test_coach_neither_sees_it_nor_answers_for_it(jumped, coach, client):
    advance(jumped.pk, worker="een")
    client.force_login(coach)

    assert "versprongen" not in client.get("/bewaren/").content.decode()
    assert client.post("/bewaren/klok/").status_code == 403
