"""A part is destroyed by itself only when no key opens what its notes were in the parts that they left."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from audit.services import begin_renewing, go_on_renewing
from dossiers.models import Departure, Note
from retention.models import Certificate, PurgeCase
from retention.moved import that_may_end
from retention.queries import keeping_of
from retention.services.advancing import advance
from retention.services.cases import find_due, hold
from retention.services.closing import close
from retention.services.departing import follow_departures
from retention.services.requesting import follow_requests
from retention.stopping import asking_of
from retention.tasks import follow_departures as follow_departures_task
from retention.terms import LEFT_STAYS, Step
from tests.factories.dossiers import a_note
from tests.retention.departures.leaving import (
    BILLS,
    REPORTS_OF_TESTS,
    TALKS,
    TESTS,
    a_day_later,
    a_dossier,
    all_keys,
    moved,
    opened,
    part_of,
)
from tests.retention.parts import case_of_parts, fresh
from tests.retention.test_client_request import ask, whole
from vault import jumps
from vault.clock import today
from vault.keys.models import SafeKey
from vault.models import ClockReading
from vault.services import current_keys, fence, give_fresh_key, shred, with_former_key

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
WHY_A_PART = "lag pas nog ergens anders in dit dossier"
WHY_A_WHOLE = "De vernietiging wacht nog: een notitie lag pas nog bij wat langer blijft"


@pytest.fixture
def dossier(coach, client_user):
    """A running dossier."""
    return a_dossier(coach, client_user)


@pytest.fixture
def note(dossier, coach):
    """A note in it."""
    return a_note(dossier, coach, "Zij vertelt van een test.", category=TALKS)


def may_end(note):
    """Say whether the part in which this note lies may be destroyed by itself."""
    part = part_of(note)
    return that_may_end([[part.pk]]) == {part.pk}


def page_of_keeping(client, dossier):
    return " ".join(client.get(f"/dossiers/{dossier.number}/bewaren/").text.split())


def until_it_is_over(clock):
    """Let beat and time do what they do."""
    follow_departures()
    a_day_later()
    follow_departures()
    clock.move(seconds=LEFT_STAYS.total_seconds() + 60)


def keys_of_safe(safe_id):
    return SafeKey.objects.filter(safe_id=safe_id).count()


def ended(dossier, coach):
    close(fresh(dossier), outcome="new_employer", ended_on=today(), by=coach)
    return fresh(dossier)


def test_what_a_destroyed_note_was_opens_with_no_key_at_the_day_of_its_certificate(note, dossier, coach, clock):
    before = moved(note, TESTS, coach)
    ended(dossier, coach)
    case = case_of_parts(clock)
    assert opened(before, all_keys()), "the part that it left is there, with its key"

    assert advance(case.pk, worker="een") == Step.APPROVED, "a certificate now would promise too much"
    assert Note.objects.exists()
    until_it_is_over(clock)
    assert advance(case.pk, worker="een") == Step.CERTIFIED

    assert Certificate.objects.get(case=case).payload["counts"]["dossiers.note"] == 1
    assert not Note.objects.exists()
    assert not Departure.objects.exists()
    assert keys_of_safe(before.safe_id) == 1, "the part that it left is still there, under another key"
    assert not opened(before, all_keys())


def test_page_says_why_a_part_that_is_due_is_still_there(note, dossier, coach, clock, client):
    moved(note, TESTS, coach)
    ended(dossier, coach)
    client.force_login(coach)
    assert WHY_A_PART not in page_of_keeping(client, dossier)

    advance(case_of_parts(clock).pk, worker="een")
    assert WHY_A_PART in page_of_keeping(client, dossier)
    until_it_is_over(clock)
    assert WHY_A_PART not in page_of_keeping(client, dossier)


def test_page_says_why_a_dossier_waits_of_which_a_law_keeps_a_part(dossier, coach, clock, client):
    a_note(dossier, coach, category=BILLS)
    moved(a_note(dossier, coach, category=BILLS), TALKS, coach)
    ended(dossier, coach)
    clock.move(days=(keeping_of(fresh(dossier)).due_on - today()).days - 30)
    find_due()
    client.force_login(coach)
    assert WHY_A_WHOLE in page_of_keeping(client, dossier)

    until_it_is_over(clock)
    assert WHY_A_WHOLE not in page_of_keeping(client, dossier)


def test_note_that_left_long_ago_holds_nothing_up(note, dossier, coach, clock):
    moved(note, TESTS, coach)
    until_it_is_over(clock)
    follow_departures()
    assert not Departure.objects.exists()
    ended(dossier, coach)

    assert advance(case_of_parts(clock).pk, worker="een") == Step.CERTIFIED


def test_part_waits_for_the_key_and_then_for_the_backups_of_the_keys(note, coach, clock):
    moved(note, TESTS, coach)
    assert not may_end(note)
    follow_departures()
    clock.move(days=40)
    assert not may_end(note), "the former key is still there"

    a_day_later()
    follow_departures()
    assert not may_end(note), "backups of the keys still have it"
    clock.move(seconds=LEFT_STAYS.total_seconds() - 60)
    assert not may_end(note)
    clock.move(seconds=60)
    assert may_end(note)


def test_many_that_leave_cost_one_key(dossier, coach):
    notes = [a_note(dossier, coach, category=TALKS) for _ in range(3)]
    before = [moved(note, TESTS, coach) for note in notes]
    [left] = {each.safe_id for each in before}

    for _turn in range(3):
        follow_departures()
        assert keys_of_safe(left) == 2
    a_day_later()
    follow_departures()

    assert keys_of_safe(left) == 1
    assert Departure.objects.exclude(gone_at=None).count() == 3
    key = current_keys([left])
    follow_departures()
    assert current_keys([left]) == key
    assert not [each for each in before if opened(each, all_keys())]


def test_key_that_is_replaced_already_is_waited_for_and_no_other_made(note, coach):
    left = moved(note, TESTS, coach).safe_id
    Departure.objects.update(under_key=current_keys([left])[left])
    begin_renewing()
    go_on_renewing(at_most_seconds=60)
    key = current_keys([left])

    follow_departures()
    a_day_later()
    follow_departures()

    assert current_keys([left]) == key
    assert Departure.objects.exclude(gone_at=None).exists()


def test_older_former_key_goes_first_and_then_the_one_that_must(note, coach):
    left = note.safe_id
    give_fresh_key(left)
    go_on_renewing(at_most_seconds=60)
    before = moved(note, TESTS, coach)

    follow_departures()
    a_day_later()
    follow_departures()
    assert opened(before, all_keys()), "what was sealed under the fresh key waits for the next"
    assert Departure.objects.exclude(gone_at=None).count() == 0
    a_day_later()
    follow_departures()

    assert Departure.objects.exclude(gone_at=None).count() == 1
    assert not opened(before, all_keys())


def test_note_that_leaves_after_the_fresh_key_gets_another(dossier, coach):
    first, second = (a_note(dossier, coach, category=TALKS) for _ in range(2))
    moved(first, TESTS, coach)
    follow_departures()
    go_on_renewing(at_most_seconds=60)
    later = moved(second, TESTS, coach)

    follow_departures()
    a_day_later()
    follow_departures()
    assert opened(later, all_keys())
    a_day_later()
    follow_departures()

    assert not opened(later, all_keys())
    assert Departure.objects.exclude(gone_at=None).count() == 2


def test_note_that_went_through_several_parts_waits_for_each(note, coach, clock):
    first = moved(note, TESTS, coach)
    until_it_is_over(clock)
    second = moved(note, REPORTS_OF_TESTS, coach)
    assert not may_end(note)

    until_it_is_over(clock)

    assert may_end(note)
    assert not [each for each in (first, second) if opened(each, all_keys())]


def test_note_that_came_back_waits_for_the_part_where_it_was_and_not_for_its_own(note, coach, clock):
    first = part_of(note)
    moved(note, TESTS, coach)
    tests = part_of(note)
    moved(note, TALKS, coach)

    assert part_of(note) == first
    assert not may_end(note), "what it was among the tests opens with their key"
    assert that_may_end([[first.pk, tests.pk]]) == {first.pk, tests.pk}
    until_it_is_over(clock)
    assert may_end(note)


def test_parts_that_end_together_hold_each_other_up_in_nothing(note, dossier, coach, clock):
    moved(note, TESTS, coach)
    until_it_is_over(clock)
    follow_departures()
    other = a_note(dossier, coach, category=TESTS)
    moved(note, REPORTS_OF_TESTS, coach)
    tests, reports = part_of(other), part_of(note)
    assert that_may_end([[reports.pk], [tests.pk]]) == {tests.pk}

    ended(dossier, coach)
    assert advance(case_of_parts(clock).pk, worker="een") == Step.CERTIFIED

    assert not Note.objects.exists()


def test_part_that_must_wait_lets_what_left_it_wait_too(note, dossier, coach):
    stays = a_note(dossier, coach, category=TALKS)
    passing = a_note(dossier, coach, category=TESTS)
    moved(stays, TESTS, coach)
    moved(passing, REPORTS_OF_TESTS, coach)

    assert that_may_end([[part_of(stays).pk, part_of(passing).pk]]) == frozenset()


def test_safe_that_is_gone_holds_nothing_up(note, coach):
    left = moved(note, TESTS, coach).safe_id

    fence([left])
    follow_departures()
    assert keys_of_safe(left) == 1, "what is being destroyed gets no key any more"
    assert not may_end(note)
    shred([left], case_id=note.pk, certificate_id=None)
    assert may_end(note)
    follow_departures()
    assert not Departure.objects.exists()


def test_hold_keeps_what_is_there_and_not_its_key(note, dossier, coach, directie, clock):
    before = moved(note, TESTS, coach)
    hold(fresh(dossier), ground="court", review_on=None, by=directie)

    until_it_is_over(clock)
    follow_departures()

    assert not Departure.objects.exists()
    assert not opened(before, all_keys())


def test_clock_that_jumped_ends_no_departure(note, coach, clock):
    moved(note, TESTS, coach)
    until_it_is_over(clock)
    jumps.look()
    ClockReading.objects.update(read_at=F("read_at") - timedelta(days=365))

    follow_departures()

    assert Departure.objects.exists()


def test_what_the_client_asks_goes_at_once_with_its_departures(note, dossier, coach, client_user, outbox):
    before = moved(note, TESTS, coach)
    ended(dossier, coach)
    ask(whole(dossier), client_user, outbox)

    assert advance(PurgeCase.objects.get(ground="requested").pk, worker="een") == Step.CERTIFIED

    assert fresh(dossier).destroyed_at is not None
    assert not Departure.objects.exists()
    assert not opened(before, all_keys())


def test_what_the_client_asks_waits_where_a_note_left_a_part_that_a_law_keeps(
    dossier, coach, client_user, outbox, clock
):
    bill, note = a_note(dossier, coach, category=BILLS), a_note(dossier, coach, category=BILLS)
    before = moved(note, TALKS, coach)
    ended(dossier, coach)
    ask(whole(dossier), client_user, outbox)

    # He reads why, and may still take it back.
    [stop] = asking_of(whole(dossier)).stops
    assert "een notitie" in stop.why
    assert asking_of(whole(dossier)).may_withdraw
    assert follow_requests() == []
    until_it_is_over(clock)
    assert asking_of(whole(dossier)).stops == []
    [case_id] = follow_requests()
    assert advance(case_id, worker="een") == Step.CERTIFIED

    assert list(Note.objects.values_list("pk", flat=True)) == [bill.pk]
    assert keys_of_safe(before.safe_id) == 1
    assert not opened(before, all_keys())


def test_pages_of_notes_ask_the_same_however_often_notes_left(dossier, coach, client):
    notes = [a_note(dossier, coach, category=TALKS) for _ in range(3)]
    a_note(dossier, coach, category=TESTS)
    client.force_login(coach)

    def asked():
        counts = []
        for tab in ("gesprekken/", "bewaren/"):
            client.get(f"/dossiers/{dossier.number}/{tab}")
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/dossiers/{dossier.number}/{tab}").status_code == 200
            counts.append(len(queries))
        return counts

    before = asked()
    for note in notes:
        moved(note, TESTS, coach)
        moved(note, TALKS, coach)

    assert asked() == before


def test_beat_follows_departures(note, coach):
    left = moved(note, TESTS, coach).safe_id

    follow_departures_task()

    assert with_former_key([left]) == {left}
