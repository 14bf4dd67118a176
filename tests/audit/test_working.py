"""A task starts and ends locked, and its events say where they come from."""

import pytest
from celery import Celery

from audit.models import Event
from audit.services import record
from audit.working import AuditedTask
from tests.factories.vault import a_safe, unlock
from vault.facts import VaultLeftOpen

pytestmark = pytest.mark.django_db

app = Celery("test", task_cls=AuditedTask, set_as_current=False)


@app.task(name="test.writes")
def writes():
    return record("note.read")


@app.task(name="test.forgets")
def forgets(left_open):
    left_open.__enter__()


def test_events_of_a_task_carry_its_name():
    assert Event.objects.get(id=writes()).origin == "task:test.writes"


def test_a_task_does_not_start_with_an_open_safe():
    with unlock(a_safe()), pytest.raises(VaultLeftOpen):
        writes()


def test_a_task_does_not_end_with_an_open_safe():
    left_open = unlock(a_safe())

    with pytest.raises(VaultLeftOpen):
        forgets(left_open)
    left_open.__exit__(None, None, None)


@app.task(name="test.forgets_again", runs_behind_closed_doors=True)
def forgets_again():
    return record("note.read")


def test_behind_closed_doors_a_task_waits_for_the_next_sweep(settings, tmp_path):
    (tmp_path / "in the way").write_text("")
    settings.AKKOORD_LEDGER_DIR = tmp_path / "in the way"

    assert writes() is None
    assert Event.objects.count() == 0
    assert Event.objects.filter(id=forgets_again()).exists()
