"""A backup is made while people work, in constant memory, and killed at will; what comes back of it is whole."""

import os
import random
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connections

from retention.backups import places
from retention.backups.making import make_backup
from tests.factories.vault import a_safe
from tests.faults import RUNS, met
from tests.workers import a_command, environment_of_this_test, kill, wait_until_the_dead_are_buried
from vault import ledger, quarantine
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.models import Safe
from vault.services import shred
from vault.unlocking import ciphers_of

pytestmark = [pytest.mark.slow, pytest.mark.worker, pytest.mark.django_db(transaction=True)]
MUCH_MIB = 200
MORE_MIB = 32


class WorkingDay:
    """Somebody who makes safes and destroys every third for as long as it lasts."""

    def __init__(self):
        self.made, self.destroyed, self.slowest, self.failed = [], [], 0.0, None
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        while len(self.made) < 10:
            time.sleep(0.01)
        return self

    def __exit__(self, *_error):
        self._is_over.set()
        self._thread.join(30)

    def _run(self):
        try:
            while not self._is_over.is_set():
                began = time.monotonic()
                self.made.append(a_safe().id)
                if len(self.made) % 3 == 0:
                    shred([self.made[-2]], case_id=new_id(), certificate_id=None)
                    self.destroyed.append(self.made[-2])
                self.slowest = max(self.slowest, time.monotonic() - began)
        except Exception as failed:
            self.failed = failed
        finally:
            connections.close_all()


@pytest.mark.parametrize("parts", [["keys", "default"], ["default"]], ids=["both", "default"])
def test_a_drill_with_a_backup_of_a_working_day_loses_no_key(parts, house):
    with WorkingDay() as day:
        begun = len(day.made)
        made = make_backup()
        ended = len(day.made)
    assert day.failed is None
    assert ended > begun + 3  # somebody worked all the time
    assert day.slowest < 5

    call_command("restore", made.name, *(word for part in parts for word in ("--part", part)))

    living = set(Safe.objects.filter(shredded_at=None).values_list("id", flat=True))
    assert living
    assert set(ciphers_of(living)) == living
    assert not living.intersection(day.destroyed)
    assert not SafeKey.objects.filter(safe_id__in=day.destroyed).exists()
    assert len(ledger.read_all()) == len(day.destroyed)
    met("backup beside a working day, then restore", f"{' and '.join(parts)}: no key lost")


def test_a_backup_of_much_takes_constant_memory(house, settings):
    settings.AKKOORD_STORAGE_DIR.mkdir(parents=True)
    little = peak_of_a_backup()
    with (settings.AKKOORD_STORAGE_DIR / "much").open("wb") as file:
        file.truncate(MUCH_MIB * 1024 * 1024)

    much = peak_of_a_backup()

    assert much - little < MORE_MIB, f"{little} MiB became {much} MiB"
    assert (places.root() / places.names()[-1] / "files.sealed").stat().st_size > MUCH_MIB * 1024 * 1024
    met(f"backup of {MUCH_MIB} MiB of files", f"{max(much - little, 0)} MiB more memory than of none")


def peak_of_a_backup():
    """Make a backup in a process of its own, and return the most memory that it held, in MiB."""
    source = (
        "import resource, sys; from django.core.management import execute_from_command_line as run; run(sys.argv);"
        "print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", source, "backup"],
        env={
            **os.environ,
            **environment_of_this_test(),
            "AKKOORD_BACKUP_DIR": str(django_settings.AKKOORD_BACKUP_DIR),
        },
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    return int(ended.stdout.split("peak ")[1])


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_backup_that_is_killed_leaves_none_and_the_next_is_whole(seed, house, settings):
    chance = random.Random(seed)
    a_safe()
    killed = a_command("backup", AKKOORD_BACKUP_DIR=str(settings.AKKOORD_BACKUP_DIR))
    time.sleep(chance.uniform(1, 5))
    is_over = killed.poll() is not None
    with suppress(ProcessLookupError):
        kill(killed)
    killed.stdout.close()
    wait_until_the_dead_are_buried()
    met("backup: kill -9", "after its end" if is_over else "in the middle")

    there = len(places.names())
    assert there in ({1} if is_over else {0, 1})
    call_command("backup", "--check")
    call_command("backup")

    assert len(places.names()) == there + 1
    assert not list(places.root().glob(".*Z-*"))
    call_command("backup", "--check")
    assert not quarantine.doors_closed()
