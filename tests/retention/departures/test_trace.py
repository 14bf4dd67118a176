"""The database writes down that a note left a safe, whoever moves it, and lets go of that only when it is over."""

import re

import pytest
from django.db import DatabaseError, connection, transaction

from dossiers.facts import NoteIsHeld
from dossiers.models import Departure, Dossier, Note, Part
from retention.services.cases import hold
from retention.terms import LEFT_STAYS
from tests.factories.dossiers import a_note
from tests.reporting.apart.beside import beside, somebody_waits
from tests.retention.departures.leaving import REPORTS_OF_TESTS, TALKS, TESTS, a_dossier, moved, part_of
from tests.workers import wait_until
from vault.clock import akkoord_now
from vault.ids import new_id
from vault.services import fence

pytestmark = pytest.mark.django_db(transaction=True)
BY_HAND = (
    "UPDATE dossiers_note note SET safe_id = part.safe_id, category = part.category, tag = part.tag"
    " FROM dossiers_part part WHERE part.category = %(category)s AND note.category = 'gesprekken'"
)


@pytest.fixture
def dossier(coach):
    """A running dossier."""
    return a_dossier(coach)


@pytest.fixture
def note(dossier, coach):
    """A note in it."""
    return a_note(dossier, coach, category=TALKS)


def execute(statement, params=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def departures():
    return list(Departure.objects.order_by("left_at").values_list("item_id", "left_safe_id", "safe_id"))


def test_move_writes_down_which_safe_was_left_and_when(note, coach):
    left = note.safe_id

    moved(note, TESTS, coach)

    assert departures() == [(note.pk, left, part_of(note).safe_id)]
    assert abs((Departure.objects.get().left_at - akkoord_now()).total_seconds()) < 60


def test_change_without_a_move_leaves_no_trace(note, coach):
    moved(note, TALKS, coach)

    assert departures() == []


def test_move_that_is_taken_back_leaves_no_trace(note, coach):
    with transaction.atomic():
        moved(note, TESTS, coach)
        transaction.set_rollback(True)

    assert departures() == []


def test_trace_goes_along_when_the_note_moves_on(note, coach):
    first = note.safe_id
    moved(note, TESTS, coach)
    second = part_of(note).safe_id

    moved(note, REPORTS_OF_TESTS, coach)

    now = part_of(note).safe_id
    assert departures() == [(note.pk, first, now), (note.pk, second, now)]


@pytest.mark.parametrize(
    "statement",
    [
        BY_HAND,
        "WITH said AS (SELECT set_config('akkoord.resealing', 'on', true))"
        + BY_HAND
        + " AND EXISTS (SELECT FROM said)",
        "SET LOCAL akkoord.resealing = 'on';" + BY_HAND,
    ],
    ids=["plain", "as if resealing", "as if resealing before"],
)
def test_no_statement_moves_a_note_without_a_trace(statement, note, dossier, coach):
    a_note(dossier, coach, category=TESTS)

    with transaction.atomic():
        execute(statement, {"category": TESTS})

    assert departures() == [(note.pk, note.safe_id, part_of(note).safe_id)]
    assert part_of(note).category == TESTS


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE dossiers_note DISABLE TRIGGER dossiers_note_departs",
        "DROP TRIGGER dossiers_note_departs ON dossiers_note",
        "SET LOCAL session_replication_role = replica",
        "DELETE FROM dossiers_departure",
        "TRUNCATE dossiers_departure",
        "UPDATE dossiers_departure SET left_safe_id = gen_random_uuid()",
        "UPDATE dossiers_departure SET item_id = gen_random_uuid()",
        "UPDATE dossiers_departure SET left_at = left_at - interval '1 year'",
        "UPDATE dossiers_departure SET safe_id = left_safe_id",
        "UPDATE dossiers_departure SET gone_at = akkoord_now()",
        "UPDATE dossiers_departure SET under_key = gen_random_uuid(), gone_at = akkoord_now() - interval '20 days'",
    ],
)
def test_trace_is_not_wiped_out(statement, note, coach):
    moved(note, TESTS, coach)

    with pytest.raises(DatabaseError), transaction.atomic():
        execute(statement)


@pytest.mark.parametrize(
    "words",
    [{"under_key": new_id()}, {"under_key": None}, {"gone_at": None}],
    ids=["another key", "no key", "not gone"],
)
def test_what_was_seen_of_the_key_stays(words, note, coach):
    moved(note, TESTS, coach)
    Departure.objects.update(under_key=new_id())
    with transaction.atomic():
        Departure.objects.update(gone_at=akkoord_now())

    with pytest.raises(DatabaseError, match="stays as it was written"), transaction.atomic():
        Departure.objects.update(**words)


def test_trace_may_go_when_the_last_backup_of_the_key_has(note, coach, clock):
    moved(note, TESTS, coach)
    with transaction.atomic():
        Departure.objects.update(under_key=new_id(), gone_at=akkoord_now())

    clock.move(seconds=LEFT_STAYS.total_seconds() - 300)
    with pytest.raises(DatabaseError, match="what was left still opens"), transaction.atomic():
        Departure.objects.all().delete()
    clock.move(minutes=5)
    Departure.objects.all().delete()
    assert departures() == []

    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'dossiers_departure_stays'")
        [(source,)] = cursor.fetchall()

    assert re.findall(r"interval '(\d+) days'", source) == [str(LEFT_STAYS.days)]


def test_of_a_move_and_a_destruction_that_begins_one_is_first(note, dossier, coach):
    target = a_note(dossier, coach, category=TESTS).safe_id
    refused = []

    def move():
        try:
            moved(note, TESTS, coach)
        except DatabaseError as failure:
            refused.append(str(failure))

    with transaction.atomic():
        Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.pk)
        moving = beside(move)
        wait_until(somebody_waits)
        fence([target])
    moving.join(timeout=60)

    assert len(refused) == 1
    assert "the safe is fenced" in refused[0]
    assert departures() == []


def test_of_a_move_and_a_hold_one_is_first(note, dossier, coach, directie):
    refused = []

    def move():
        try:
            moved(note, TESTS, coach)
        except NoteIsHeld as failure:
            refused.append(failure)

    with transaction.atomic():
        Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.pk)
        moving = beside(move)
        wait_until(somebody_waits)
        hold(dossier, ground="court", review_on=None, by=directie)
    moving.join(timeout=60)

    assert len(refused) == 1
    assert departures() == []


def test_move_by_hand_waits_for_a_destruction_that_begins_too(note, dossier, coach):
    target = a_note(dossier, coach, category=TESTS).safe_id
    refused = []

    def move():
        try:
            execute(BY_HAND, {"category": TESTS})
        except DatabaseError as failure:
            refused.append(str(failure))

    with transaction.atomic():
        Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.pk)
        moving = beside(move)
        wait_until(somebody_waits)
        fence([target])
    moving.join(timeout=60)

    assert len(refused) == 1
    assert "the safe is fenced" in refused[0]
    assert Note.objects.get(pk=note.pk).safe_id == note.safe_id
    assert Part.objects.count() == 2
