"""Whatever is out of reach in the middle of a destruction: it stops loudly, loses nothing, and goes on afterwards."""

import threading
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError, connections, transaction

from audit.models import Event
from dossiers.models import Document, Note
from retention.facts import DestructionAlreadyBegun
from retention.models import Certificate, PurgeCase
from retention.services import cases
from retention.services.advancing import advance, safe_ids_of
from retention.services.marking import EVENT_OF, mark
from retention.tasks import find_due_dossiers
from retention.terms import LEASE, Step
from tests.factories.dossiers import a_document
from tests.retention.faults.steps import take_until
from vault import storage
from vault.clock import akkoord_now
from vault.facts import KeyUnfit, StorageOutOfReach
from vault.keys.models import SafeKey
from vault.terms import HoldGround

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    """Let a test break its own storage and ledger."""
    settings.AKKOORD_LEDGER_DIR = tmp_path / "ledger"
    settings.AKKOORD_STORAGE_DIR = tmp_path / "files"


def assert_told_once(case):
    told = Counter(
        Event.objects.filter(dossier_id=case.dossier_id, event__in=EVENT_OF.values()).values_list("event", flat=True)
    )
    assert told == dict.fromkeys(EVENT_OF.values(), 1)


def test_a_disk_that_is_away_before_the_beginning_stops_it_with_nothing_lost(due, settings, tmp_path):
    (tmp_path / "files").rename(tmp_path / "away")
    (tmp_path / "files").mkdir()  # what is left of a disk that is not mounted

    with pytest.raises(StorageOutOfReach):
        advance(due.pk, worker="een")

    due.refresh_from_db()
    assert (due.step, due.failure, due.lease_by) == (Step.APPROVED, "StorageOutOfReach", "")
    assert SafeKey.objects.exists()
    assert Note.objects.exists()

    (tmp_path / "files").rmdir()
    (tmp_path / "away").rename(tmp_path / "files")
    assert advance(due.pk, worker="twee") == Step.CERTIFIED
    assert not list((tmp_path / "files").glob("*/*/*"))


@pytest.mark.parametrize("last", [Step.INTENT, Step.SHREDDED, Step.ERASED])
def test_a_disk_that_goes_away_on_the_road_gets_no_certificate_before_it_is_back(last, due, tmp_path):
    take_until(due, last)
    (tmp_path / "files").rename(tmp_path / "away")

    with pytest.raises(StorageOutOfReach):
        advance(due.pk, worker="een")
    assert not Certificate.objects.exists()

    (tmp_path / "away").rename(tmp_path / "files")
    assert advance(due.pk, worker="twee") == Step.CERTIFIED
    assert not any(storage.names_of(safe_id) for safe_id in safe_ids_of(PurgeCase.objects.get()))


def test_an_upload_on_a_disk_that_is_away_is_refused_and_marks_nothing(running, coach, version, tmp_path):
    (tmp_path / "files").rename(tmp_path / "away")

    with pytest.raises(StorageOutOfReach):
        a_document(running.dossier, coach, category=version.document["catalogue_item"][0]["key"])

    assert Document.objects.count() == 1
    assert not (tmp_path / "files").exists()


def test_a_ledger_that_can_not_be_written_keeps_every_key(due, tmp_path):
    (tmp_path / "ledger").write_text("a file in the place of the folder")

    with pytest.raises(OSError, match=r"exists|Not a directory"):
        advance(due.pk, worker="een")

    due.refresh_from_db()
    assert due.shredded_at is None
    assert due.failure
    assert SafeKey.objects.filter(safe_id__in=safe_ids_of(due)).count() == len(safe_ids_of(due))

    (tmp_path / "ledger").unlink()
    assert advance(due.pk, worker="twee") == Step.CERTIFIED


def test_a_signer_that_is_away_leaves_no_certificate_and_the_next_run_makes_one(due, settings):
    take_until(due, Step.ERASED)
    key, settings.AKKOORD_SIGNING_KEY = settings.AKKOORD_SIGNING_KEY, None

    with pytest.raises(KeyUnfit):
        advance(due.pk, worker="een")

    due.refresh_from_db()
    assert (due.step, due.failure) == (Step.ERASED, "KeyUnfit")
    assert not Certificate.objects.exists()

    settings.AKKOORD_SIGNING_KEY = key
    assert advance(due.pk, worker="twee") == Step.CERTIFIED
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("last", [Step.APPROVED, Step.INTENT, Step.SHREDDED, Step.ERASED])
def test_a_hold_comes_in_time_until_the_beginning_and_too_late_after_it(last, due, closed, directie):
    take_until(due, last)

    if last == Step.APPROVED:
        placed = cases.hold(closed.dossier, ground=HoldGround.COURT, review_on=None, by=directie)
        assert advance(due.pk, worker="een") == Step.APPROVED
        assert Note.objects.exists()
        cases.release(closed.dossier, placed.pk, by=directie)
    else:
        closed.dossier.refresh_from_db()
        with pytest.raises((DestructionAlreadyBegun, cases.NothingToHold)):
            cases.hold(closed.dossier, ground=HoldGround.COURT, review_on=None, by=directie)

    assert advance(due.pk, worker="twee") == Step.CERTIFIED
    assert_told_once(due)


def test_a_case_that_stands_between_two_steps_that_are_taken_together_goes_on(due):
    take_until(due, Step.ERASED)
    with transaction.atomic():
        mark([due], Step.VERIFIED)

    assert advance(due.pk, worker="een") == Step.CERTIFIED
    assert_told_once(due)
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=1), timedelta(days=-800), timedelta(hours=-1)])
@pytest.mark.parametrize("last", [Step.APPROVED, Step.INTENT, Step.SHREDDED, Step.ERASED])
def test_a_clock_that_jumps_destroys_nothing_before_its_date_and_nothing_twice(last, jump, due, clock):
    take_until(due, last)
    clock.move(seconds=jump.total_seconds())

    advance(due.pk, worker="een")
    due.refresh_from_db()
    if last == Step.APPROVED and jump < timedelta(0):
        assert due.step == Step.APPROVED
        assert Note.objects.exists()
    clock.move(seconds=-jump.total_seconds() + LEASE.total_seconds() + 1)

    assert advance(due.pk, worker="twee") in (Step.CERTIFIED, None)
    due.refresh_from_db()
    assert due.step == Step.CERTIFIED
    assert_told_once(due)
    assert Certificate.objects.count() == 1


def test_two_beats_and_four_workers_at_once_destroy_once(due):
    def beat():
        find_due_dossiers()
        connections.close_all()

    def work(name):
        with suppress(Exception):
            advance(due.pk, worker=name)
        connections.close_all()

    people = [threading.Thread(target=beat) for _ in range(2)]
    people += [threading.Thread(target=work, args=[f"worker {nth}"]) for nth in range(4)]
    for one in people:
        one.start()
    for one in people:
        one.join(60)
    advance(due.pk, worker="afterwards")

    due.refresh_from_db()
    assert due.step == Step.CERTIFIED
    assert_told_once(due)
    assert Certificate.objects.count() == 1


def test_a_database_that_cuts_every_line_in_the_middle_is_worked_on_again(due):
    """What a restart of the server does to a worker: each of its connections is gone between two statements."""
    cut = CutAt(40)
    with connections["default"].execute_wrapper(cut), pytest.raises(OperationalError):
        advance(due.pk, worker="een")
    connections.close_all()
    assert cut.was_made

    PurgeCase.objects.filter(pk=due.pk).update(lease_until=akkoord_now() - timedelta(seconds=1), lease_by="een")
    assert advance(due.pk, worker="twee") == Step.CERTIFIED
    assert_told_once(due)


class CutAt:
    """Let the server end this connection before the nth statement."""

    def __init__(self, nth):
        self.nth, self.passed, self.was_made = nth, 0, False

    def __call__(self, execute, sql, params, many, context):
        self.passed += 1
        if self.passed == self.nth:
            pid = context["connection"].connection.info.backend_pid
            with psycopg.connect(**server_login(context["connection"]), autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [pid])
            self.was_made = True
        return execute(sql, params, many, context)


def server_login(connection):
    found = connection.settings_dict
    return {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}
