"""A rotation that is killed anywhere, beside people who make and destroy safes, loses no key and revives none."""

import base64
import os
import random
import time
from contextlib import suppress

import pytest
from django.core.management import call_command

from tests.factories.vault import a_safe
from tests.faults import RUNS, met
from tests.vault.working_day import BEARABLE_SECONDS, WorkingDay
from tests.workers import a_command, kill
from vault import keyring, masters
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.services import shred, verify_shredded

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

SAFES = 120
FAULT = "rotation: kill -9, then again, then resume"


@pytest.fixture
def ring(settings):
    """A new first key beside the one that everything is wrapped under."""
    settings.AKKOORD_MASTER_KEYS = {"new": os.urandom(32), **settings.AKKOORD_MASTER_KEYS}
    return ",".join(f"{name}:{base64.b64encode(key).decode()}" for name, key in settings.AKKOORD_MASTER_KEYS.items())


@pytest.fixture
def keys(settings):
    """What each safe's key is, by its safe."""
    for _ in range(SAFES):
        a_safe()
    return unwrapped()


class Colleague(WorkingDay):
    """Somebody who makes safes and destroys others for as long as it lasts."""

    def __init__(self, doomed):
        self.made, self.destroyed = [], []
        self._doomed = list(doomed)
        super().__init__(self._make_and_destroy, pause=0.02)

    def _make_and_destroy(self):
        self.made.append(a_safe().id)
        if self._doomed:
            self.destroyed.append(self._doomed.pop())
            shred(self.destroyed[-1:], case_id=new_id(), certificate_id=None)


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_rotation_killed_twice_loses_no_key_and_revives_none(seed, keys, ring, settings):
    chance = random.Random(seed)
    doomed = chance.sample(sorted(keys), SAFES // 4)

    with Colleague(doomed) as day:
        for _ in range(2):
            met(FAULT, f"killed {kill_in_the_middle(chance, ring)}")
            assert_nothing_is_lost(keys, day)
        call_command("vault", "rotate", "--batch", "50")
    assert day.failed is None
    assert day.destroyed

    call_command("vault", "rotate")
    settings.AKKOORD_MASTER_KEYS = {"new": settings.AKKOORD_MASTER_KEYS["new"]}
    assert set(masters.in_use()) == {"new"}
    assert_nothing_is_lost(keys, day)
    assert set(unwrapped()) == set(keys).union(day.made).difference(day.destroyed)
    assert all(verify_shredded(safe_id) for safe_id in day.destroyed)
    assert day.slowest < BEARABLE_SECONDS


def kill_in_the_middle(chance, ring):
    """Kill a rotation some moments after one of its batches, and say how far it was."""
    rotation = a_command("vault", "rotate", "--batch", "3", AKKOORD_MASTER_KEYS=ring)
    for _ in range(chance.randint(1, 12)):
        rotation.stdout.readline()
    time.sleep(chance.uniform(0, 0.01))
    is_over = rotation.poll() is not None
    with suppress(ProcessLookupError):
        kill(rotation)
    rotation.stdout.close()
    return "after its end" if is_over else "in the middle"


def assert_nothing_is_lost(keys, day):
    """Every key that was not destroyed is what it was, wrapped whole under one key or the other."""
    now = unwrapped()
    destroyed = set(day.destroyed)
    assert {safe_id: now[safe_id] for safe_id in keys if safe_id not in destroyed} == {
        safe_id: key for safe_id, key in keys.items() if safe_id not in destroyed
    }


def unwrapped():
    """Return every key, opened by whichever master key is said to wrap it."""
    return {
        row.safe_id: keyring.unwrap(bytes(row.wrapped), safe_id=row.safe_id, master_key_id=row.master_key_id)
        for row in SafeKey.objects.all()
    }
