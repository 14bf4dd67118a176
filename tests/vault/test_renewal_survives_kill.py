"""A renewal of the keys that is killed anywhere, beside people who write and destroy, loses and revives nothing."""

import io
import random
import time
from contextlib import suppress

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections

from dossiers.models import Client
from tests.factories.dossiers import a_client, a_keeper
from tests.factories.vault import unlock
from tests.faults import RUNS, met
from tests.vault.working_day import BEARABLE_SECONDS, WorkingDay
from tests.workers import a_command, kill
from vault.ciphers import keys_of
from vault.files import read_file, seal_file
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.models import SealedFile
from vault.services import (
    former_keys_to_remove,
    remove_former_key,
    renew_safe_keys,
    renewal_state,
    shred,
    verify_shredded,
)
from vault.services.scanning import Scan

pytestmark = [pytest.mark.worker, pytest.mark.django_db(databases=["default", "keys"], transaction=True)]

CLIENTS = 40
PAPER = b"%PDF-1.7 " + b"a letter" * 40_000
FAULT = "reencryption: kill -9, then again, then resume"


@pytest.fixture
def clients(db):
    """Clients with a name and a paper, each in a safe of his own."""
    keeper = a_keeper()
    made = [a_client(f"Client {number}", by=keeper) for number in range(CLIENTS)]
    for client in made:
        seal_file(client.safe, io.BytesIO(PAPER), media_type="application/pdf")
    return made


class Colleague(WorkingDay):
    """Somebody who corrects what is there and destroys some of it for as long as it lasts."""

    def __init__(self, clients, doomed):
        self.names = {client.pk: f"Client {number}" for number, client in enumerate(clients)}
        self.destroyed = []
        self._clients, self._doomed = clients, list(doomed)
        super().__init__(self._correct_and_destroy, pause=0.01)

    def _correct_and_destroy(self):
        client = random.choice([each for each in self._clients if each not in self._doomed + self.destroyed])
        row = Client.objects.get(pk=client.pk)
        row.name = self.names[row.pk] = f"Corrected {new_id()}"
        row.save(update_fields=["name"])
        if self._doomed and random.random() < 0.1:
            self.destroyed.append(self._doomed.pop())
            shred([self.destroyed[-1].safe_id], case_id=new_id(), certificate_id=None)


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_renewal_killed_twice_loses_nothing_and_revives_nothing(seed, clients):
    chance = random.Random(seed)
    old = {safe_id: keys[0] for safe_id, keys in keys_of([client.safe_id for client in clients]).items()}
    doomed = chance.sample(clients, CLIENTS // 8)

    with Colleague(clients, doomed) as day:
        for _ in range(2):
            met(FAULT, f"killed {kill_in_the_middle(chance)}")
        until_nobody_waits()
    assert day.failed is None
    assert day.destroyed
    assert day.slowest < BEARABLE_SECONDS
    assert_all_reads_as_written(clients, day)

    a_day_later()
    list(renew_safe_keys())
    proofs = list(former_keys_to_remove())
    if any(SafeKey.objects.filter(retired_at__isnull=False).exclude(id__in=[proof.key_id for proof in proofs])):
        a_day_later()
        proofs = list(former_keys_to_remove())
    assert [proof.faults for proof in proofs if proof.faults] == []
    for proof in proofs:
        remove_former_key(proof.key_id)
    assert_all_reads_as_written(clients, day)
    destroyed = {client.safe_id for client in day.destroyed}
    assert set(SafeKey.objects.values_list("safe_id", flat=True)) == set(old) - destroyed
    assert all(verify_shredded(safe_id) for safe_id in destroyed)
    for safe_id in set(old) - destroyed:
        assert Scan().faults_under(AESGCM(old[safe_id]), safe_id), "the old key still opens something"


def until_nobody_waits():
    """Go on with the renewal until no safe waits; whoever works in the last ones is awaited."""
    list(renew_safe_keys())
    assert renewal_state().waiting == 0


def kill_in_the_middle(chance):
    """Kill a renewal some moments after it said how far it was, and tell whether it had ended."""
    renewal = a_command("reencrypt", "--batch", "1")
    for _ in range(chance.randint(2, CLIENTS // 3)):
        renewal.stdout.readline()
    time.sleep(chance.uniform(0, 0.03))
    is_over = renewal.poll() is not None
    with suppress(ProcessLookupError):
        kill(renewal)
    renewal.stdout.close()
    return "after its end" if is_over else "in the middle"


def a_day_later():
    """Let the former keys have lingered for a day."""
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "UPDATE keys_safekey SET retired_at = retired_at - interval '2 days',"
            " emptied_at = emptied_at - interval '25 hours' WHERE retired_at IS NOT NULL"
        )


def assert_all_reads_as_written(clients, day):
    """Every name is the last that was written, and every paper what it was."""
    for client in clients:
        if client not in day.destroyed:
            with unlock(client.safe_id):
                assert Client.objects.get(pk=client.pk).name == day.names[client.pk]
                assert read_file(SealedFile.objects.get(safe_id=client.safe_id)) == PAPER
