"""Following departures that is killed anywhere, beside people who move notes, goes on and forgets none."""

import random
import time
from contextlib import suppress

import pytest

from audit.services import go_on_renewing
from dossiers.models import Departure, Note
from retention.services.departing import follow_departures
from tests.factories.dossiers import a_note
from tests.factories.vault import unlock
from tests.faults import RUNS, met
from tests.retention.departures.leaving import (
    REPORTS_OF_TESTS,
    TALKS,
    TESTS,
    a_day_later,
    a_dossier,
    all_keys,
    moved,
    opened,
)
from tests.vault.working_day import BEARABLE_SECONDS, WorkingDay
from tests.workers import (
    a_command,
    kill,
    nobody_writes_to,
    wait_for_a_worker_at_the_lock,
    wait_until_the_dead_are_buried,
)
from vault.keys.models import SafeKey
from vault.services import with_former_key

pytestmark = [pytest.mark.worker, pytest.mark.django_db(databases=["default", "keys"], transaction=True)]

FAULT = "departures: kill -9, then again, then resume"
FOLLOW = "from retention.services.departing import follow_departures\nprint('begun', flush=True)\n"
ONCE, AGAIN_AND_AGAIN = f"{FOLLOW}follow_departures()", f"{FOLLOW}while True: follow_departures()"
WHERE = (TALKS, TESTS, REPORTS_OF_TESTS)


@pytest.fixture
def notes(coach):
    """Notes in each part of a dossier."""
    dossier = a_dossier(coach)
    return [a_note(dossier, coach, category=category) for category in WHERE for _ in range(2)]


class Colleague(WorkingDay):
    """Somebody who gives one note after the other another category, and what stood there before."""

    def __init__(self, notes, coach):
        self.copies, self.words = [], {}
        self._notes, self._coach = notes, coach
        super().__init__(self._move, pause=0.02)

    def _move(self):
        note = random.choice(self._notes)
        category = Note.objects.values_list("category", flat=True).get(pk=note.pk)
        text = f"Zij kan nu ook {random.random()}."
        self.copies.append(moved(note, random.choice([each for each in WHERE if each != category]), self._coach, text))
        self.words[note.pk] = text


@pytest.mark.parametrize("seed", range(RUNS))
def test_following_killed_twice_forgets_no_departure(seed, notes, coach):
    chance = random.Random(seed)

    with Colleague(notes, coach) as day:
        for _ in range(2):
            following = a_command("shell", "-v", "0", "-c", AGAIN_AND_AGAIN)
            assert following.stdout.readline() == b"begun\n"
            time.sleep(chance.uniform(0, 0.3))
            kill(following)
            following.stdout.close()
            wait_until_the_dead_are_buried()
            met(FAULT, "killed in the middle")
            go_on_renewing(at_most_seconds=10)
    assert day.failed is None
    assert day.slowest < BEARABLE_SECONDS
    assert Departure.objects.count() == len(day.copies) > 0

    for _day in range(3):
        follow_departures()
        a_day_later()
    follow_departures()

    assert not Departure.objects.filter(gone_at=None).exists()
    assert not [copy for copy in day.copies if opened(copy, all_keys())]
    for note in Note.objects.defer("text", "necessity"):
        with unlock(note.safe_id):
            assert Note.objects.get(pk=note.pk).text == day.words.get(note.pk, "Wij spraken over solliciteren.")


@pytest.mark.parametrize(
    ("table", "alias"),
    [("vault_clockreading", "default"), ("dossiers_departure", "default"), ("keys_safekey", "keys")],
    ids=lambda name: name,
)
def test_following_killed_in_this_very_step_goes_on(table, alias, notes, coach):
    before = moved(notes[0], TESTS, coach)
    keys = SafeKey.objects.count()

    with nobody_writes_to(table, alias):
        following = a_command("shell", "-v", "0", "-c", ONCE)
        wait_for_a_worker_at_the_lock()
        with suppress(ProcessLookupError):
            kill(following)
        following.stdout.close()
    wait_until_the_dead_are_buried()
    assert SafeKey.objects.count() == keys
    assert opened(before, all_keys())

    follow_departures()
    assert with_former_key([before.safe_id]) == {before.safe_id}
    follow_departures()
    assert SafeKey.objects.count() == keys + 1
    a_day_later()
    follow_departures()
    assert Departure.objects.get().gone_at is not None
    assert not opened(before, all_keys())
