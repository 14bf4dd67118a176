"""Writers, holds and fences that meet wait for each other; one of them wins, never both."""

import threading

import pytest
from django.db import IntegrityError, connections, transaction

from tests.factories.vault import a_hold, a_safe
from tests.vault.specimens import Specimen
from vault.facts import SafeIsFenced, SafeIsHeld, VaultFact
from vault.ids import new_id
from vault.models import Safe
from vault.queries import held, live
from vault.services import fence, shred, verify_shredded

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("specimen_tables")]


class Aside:
    """Work in another thread, with connections of its own; keeps what it raised."""

    def __init__(self, work):
        self.raised = None
        self._work = work
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        try:
            self._work()
        except (VaultFact, IntegrityError) as refused:
            self.raised = refused
        finally:
            connections.close_all()

    def is_waiting(self, seconds=0.3):
        self._thread.join(seconds)
        return self._thread.is_alive()

    def end(self):
        self._thread.join(10)
        assert not self._thread.is_alive()
        return self.raised


def test_a_fence_waits_for_a_writer_and_then_holds():
    safe = a_safe()

    with transaction.atomic():
        Specimen.objects.create(safe=safe, text="net op tijd")
        fencing = Aside(lambda: fence([safe.id]))
        assert fencing.is_waiting()

    assert fencing.end() is None
    assert live([safe.id]) == frozenset()
    assert Specimen.objects.filter(safe=safe).count() == 1


def test_a_writer_waits_for_a_fence_and_is_refused():
    safe = a_safe()

    with transaction.atomic():
        fence([safe.id])
        writing = Aside(lambda: Specimen.objects.create(safe=safe, text="te laat"))
        assert writing.is_waiting()

    assert isinstance(writing.end(), IntegrityError)
    assert not Specimen.objects.filter(safe=safe).exists()


def test_a_shred_waits_for_a_hold_and_is_refused():
    safe = a_safe()

    with transaction.atomic():
        a_hold(safe)
        shredding = Aside(lambda: shred([safe.id], case_id=new_id(), certificate_id=None))
        assert shredding.is_waiting()

    assert isinstance(shredding.end(), SafeIsHeld)
    assert live([safe.id]) == {safe.id}


@pytest.mark.parametrize("attempt", range(10))
def test_of_a_hold_and_a_shred_at_once_one_wins(attempt):
    safe = a_safe()
    start = threading.Barrier(2)

    def hold():
        start.wait()
        a_hold(safe)

    def destroy():
        start.wait()
        shred([safe.id], case_id=new_id(), certificate_id=None)

    holding, shredding = Aside(hold), Aside(destroy)
    refusals = (holding.end(), shredding.end())

    if verify_shredded(safe.id):
        assert isinstance(refusals[0], SafeIsFenced)
        assert held([safe.id]) == frozenset()
    else:
        assert isinstance(refusals[1], SafeIsHeld)
        assert held([safe.id]) == {safe.id}


def test_many_shreds_of_the_same_safes_at_once_shred_each_once():
    safes = [a_safe() for _ in range(5)]
    done, start = [], threading.Barrier(4)

    def destroy():
        start.wait()
        done.extend(shred([safe.id for safe in safes], case_id=new_id(), certificate_id=None))

    for worker in [Aside(destroy) for _ in range(4)]:
        assert worker.end() is None

    assert set(done) == {safe.id for safe in safes}
    assert Safe.objects.filter(shredded_at=None).count() == 0
    assert all(verify_shredded(safe.id) for safe in safes)
