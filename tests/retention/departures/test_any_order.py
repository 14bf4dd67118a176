"""Whatever is done in whatever order: where a part may end, no key and no backup of keys opens what left for it."""

import random
from typing import Any

import pytest

from audit.services import begin_renewing, go_on_renewing
from dossiers.models import Note, Part
from retention.moved import that_may_end
from retention.services.departing import follow_departures
from tests.factories.dossiers import a_note
from tests.faults import RUNS, met
from tests.retention.departures.leaving import (
    REPORTS_OF_TESTS,
    TALKS,
    TESTS,
    Copy,
    a_day_later,
    a_dossier,
    moved,
    opened,
)
from vault.ciphers import keys_of
from vault.clock import akkoord_now
from vault.keys.models import SafeKey
from vault.services import give_fresh_key
from vault.terms import KEY_BACKUP_LIFE

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

STEPS = 60
MET = "departures: anything in any order"
WHERE = (TALKS, TESTS, REPORTS_OF_TESTS)


class World:
    """A dossier of a few notes that wander, with a backup of the keys after each step."""

    def __init__(self, coach: Any, clock: Any, chance: random.Random) -> None:
        self._coach, self._clock, self._chance = coach, clock, chance
        dossier = a_dossier(coach)
        self._notes = [a_note(dossier, coach, category=category) for category in WHERE]
        self._copies: list[Copy] = []
        self._backups: list[tuple[Any, dict[Any, set[bytes]]]] = []

    def take_a_step(self) -> None:
        """Do one thing, most often what happens most often, and make a backup."""
        often = [self._move, follow_departures, self._a_day, self._a_week]
        [step] = self._chance.choices([*often, self._renew, begin_renewing, self._fresh_key], [3, 6, 6, 8, 2, 1, 1])
        step()
        keys = keys_of(set(SafeKey.objects.values_list("safe_id", flat=True)))
        self._backups.append((akkoord_now(), {safe_id: set(found) for safe_id, found in keys.items()}))

    def check(self) -> None:
        """No part that may end by itself leaves a copy that opens, but under keys that go with it."""
        home = dict(Note.objects.values_list("pk", "safe_id"))
        for safe_id in set(home.values()):
            mine = [copy for copy in self._copies if home[copy.note_id] == safe_id and copy.safe_id != safe_id]
            is_free = may_end(safe_id)
            met(MET, ("may end" if is_free else "must wait") if mine else "nothing came here")
            for copy in mine if is_free else []:
                assert not opened(copy, self._alive(copy.safe_id)), "a copy opens of what may be destroyed"

    def is_settled(self) -> bool:
        """Say whether every part may end."""
        return all(may_end(safe_id) for safe_id in set(Note.objects.values_list("safe_id", flat=True)))

    def settle(self) -> None:
        """Let beat and time do what they do, and nobody move anything."""
        for _day in range(3):
            follow_departures()
            a_day_later()
        follow_departures()
        self._clock.move(days=16)

    def _alive(self, safe_id: Any) -> set[bytes]:
        since = akkoord_now() - KEY_BACKUP_LIFE
        found = [keys.get(safe_id, set()) for made_at, keys in self._backups if made_at > since]
        return set().union(*found)

    def _move(self) -> None:
        note = self._chance.choice(self._notes)
        category = Note.objects.values_list("category", flat=True).get(pk=note.pk)
        elsewhere = self._chance.choice([each for each in WHERE if each != category])
        self._copies.append(moved(note, elsewhere, self._coach))

    def _renew(self) -> None:
        go_on_renewing(at_most_seconds=60)

    def _a_day(self) -> None:
        a_day_later()
        self._clock.move(days=1)

    def _a_week(self) -> None:
        self._clock.move(days=7)

    def _fresh_key(self) -> None:
        give_fresh_key(self._chance.choice(list(Note.objects.values_list("safe_id", flat=True))))


def may_end(safe_id):
    """Say whether the part with this safe may be destroyed by itself."""
    part_id = Part.objects.values_list("pk", flat=True).get(safe=safe_id)
    return that_may_end([[part_id]]) == {part_id}


@pytest.mark.parametrize("seed", range(RUNS))
def test_where_a_part_may_end_nothing_that_left_for_it_opens(seed, coach, clock):
    world = World(coach, clock, random.Random(seed))

    for _step in range(STEPS):
        world.take_a_step()
        world.check()

    world.settle()
    world.check()
    assert world.is_settled()
