"""Many destructions take each step together; one that is held, sick or not wholly gone is alone in that."""

import random
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from dossiers.models import Client, Dossier, Note
from retention.models import Certificate, PurgeCase
from retention.services.advancing import advance_due, safe_ids_of
from retention.services.cases import find_due, hold, release
from retention.services.closing import close
from retention.services.dating import recompute
from retention.terms import COOLING_OFF, LEASE, Step
from tests.factories.dossiers import a_client, a_dossier_of, a_note
from tests.faults import RUNS, met
from tests.retention.faults.dying import dies, points_of
from tests.retention.faults.steps import take_until
from tests.retention.faults.test_killed_anywhere import assert_wholly_gone_once, content_of, due_cases
from tests.workers import wait_until
from vault import ledger
from vault.clock import today
from vault.keys.models import SafeKey
from vault.models import Safe, SealedFile
from vault.terms import HoldGround

pytestmark = pytest.mark.django_db(transaction=True)

FAULT = "destruction: kill -9 in a batch of four"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let a test break its own storage."""
    settings.AKKOORD_STORAGE_DIR = tmp_path / "files"


def work():
    advance_due(worker="the batch", at_most=100)


def by_step():
    return {case.pk: case.step for case in PurgeCase.objects.all()}


def held_by(directie, case):
    dossier = Dossier.objects.get(pk=case.dossier_id)
    return hold(dossier, ground=HoldGround.COURT, review_on=None, by=directie)


def make_sick(case):
    """Let the files of this case be out of reach from the loss of its keys on; return what stands in the way."""
    take_until(case, Step.SHREDDED)
    safe_id = Dossier.objects.get(pk=case.dossier_id).safe_id
    in_the_way = Path(settings.AKKOORD_STORAGE_DIR) / safe_id.hex[-2:] / safe_id.hex
    in_the_way.parent.mkdir(parents=True, exist_ok=True)
    in_the_way.symlink_to(in_the_way)  # a folder that leads to itself, on which every look fails
    return in_the_way


def test_of_a_batch_the_held_and_the_sick_one_stop_alone(coach, version, clock, directie):
    held, sick, *others = due_cases(coach, version, clock, number=4)
    placed = held_by(directie, held)
    in_the_way = make_sick(sick)

    work()

    assert by_step() == {held.pk: Step.APPROVED, sick.pk: Step.SHREDDED} | {case.pk: Step.CERTIFIED for case in others}
    assert dict(PurgeCase.objects.exclude(failure="").values_list("pk", "lease_by")) == {sick.pk: ""}
    assert Note.objects.filter(dossier=held.dossier_id).exists()

    in_the_way.unlink()
    release(Dossier.objects.get(pk=held.dossier_id), placed.pk, by=directie)
    work()
    for case in (held, sick, *others):
        case.refresh_from_db()
        assert_wholly_gone_once(case, 0)
    assert not PurgeCase.objects.exclude(failure="").exists()


def test_killed_at_any_point_a_batch_is_ended_by_the_next_worker(coach, version, clock, directie):
    *_cases, in_the_way = a_batch_in_trouble(coach, version, clock, directie)
    points = points_of(work)
    in_the_way.unlink()
    for seed in range(RUNS):
        held, sick, *others, in_the_way = a_batch_in_trouble(coach, version, clock, directie)
        before = content_of(held)

        was_killed = dies(work, at=random.Random(seed).randint(1, points))
        met(FAULT, "killed" if was_killed else "ended")
        clock.move(seconds=LEASE.total_seconds() + 1)
        in_the_way.unlink()
        work()

        held.refresh_from_db()
        assert (held.step, content_of(held)) == (Step.APPROVED, before), seed
        for case in (sick, *others):
            case.refresh_from_db()
            assert_wholly_gone_once(case, seed)


def a_batch_in_trouble(coach, version, clock, directie):
    """Return four cases, the first held and the second sick, and what is in the way of its files."""
    held, sick, *others = due_cases(coach, version, clock, number=4)[-4:]
    held_by(directie, held)
    return held, sick, *others, make_sick(sick)


def test_what_the_scan_finds_of_one_stops_one(coach, version, clock):
    cases = due_cases(coach, version, clock, number=3)
    left = Dossier.objects.get(pk=cases[1].dossier_id).safe_id
    with a_forgotten_table(left):
        work()

    assert sorted(by_step().values()) == sorted([Step.ERASED, Step.CERTIFIED, Step.CERTIFIED])
    assert set(PurgeCase.objects.exclude(failure="").values_list("pk", "failure")) == {(cases[1].pk, "ResidueFound")}

    work()
    assert set(by_step().values()) == {Step.CERTIFIED}


@contextmanager
def a_forgotten_table(safe_id):
    """Let a table without a model tell of a safe."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE akkoord_owner")
        cursor.execute("CREATE TABLE forgotten (safe_id uuid)")
        cursor.execute("INSERT INTO forgotten VALUES (%s)", [safe_id])
        cursor.execute("SET ROLE akkoord_app")
        yield
        cursor.execute("SET ROLE akkoord_owner")
        cursor.execute("DROP TABLE forgotten")
        cursor.execute("SET ROLE akkoord_app")


def test_a_batch_of_many_takes_no_more_statements_than_one_of_few(coach, version, clock):
    due_cases(coach, version, clock, number=2, with_account=True)
    few = statements_of(work)
    due_cases(coach, version, clock, number=6, with_account=True)
    many = statements_of(work)

    assert many <= few
    assert Certificate.objects.count() == 8
    assert len([entry for entry in ledger.read_all() if entry.kind == "safe.shredded"]) == 8
    assert User.objects.filter(email__endswith="@vernietigd.invalid", is_active=False).count() == 8


def statements_of(work):
    with CaptureQueriesContext(connections["default"]) as default, CaptureQueriesContext(connections["keys"]) as keys:
        work()
    return len(default) + len(keys)


def test_what_is_being_written_when_a_destruction_begins_is_looked_for_behind_the_fence(coach, version, clock):
    [case] = due_cases(coach, version, clock, number=1)
    safe_id = Dossier.objects.get(pk=case.dossier_id).safe_id
    before = SealedFile.objects.count()

    with transaction.atomic():
        late = SealedFile.objects.create(
            safe_id=safe_id, storage_name="late", size_bytes=0, sha256="0" * 64, media_type=""
        )
        beginning = threading.Thread(target=work_and_hang_up)
        beginning.start()
        wait_until(somebody_waits_for_a_lock)
        assert PurgeCase.objects.get(pk=case.pk).step == Step.APPROVED
    beginning.join(60)

    case.refresh_from_db()
    assert case.inventory["counts"]["vault.sealedfile"] == before + 1
    assert_wholly_gone_once(case, 0)
    assert not SealedFile.objects.filter(pk=late.pk).exists()


def work_and_hang_up():
    work()
    connections.close_all()


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]


def test_workers_side_by_side_share_what_is_due_and_do_nothing_twice(coach, version, clock):
    cases = due_cases(coach, version, clock, number=5)

    def one(name):
        advance_due(worker=name, at_most=100)
        connections.close_all()

    people = [threading.Thread(target=one, args=[f"worker {nth}"]) for nth in range(3)]
    for each in people:
        each.start()
    for each in people:
        each.join(60)

    for case in cases:
        case.refresh_from_db()
        assert_wholly_gone_once(case, 0)


def test_of_two_dossiers_of_one_client_that_are_due_together_the_last_takes_him_along(coach, version, clock):
    client = a_client("Twee keer")
    for _ in range(2):
        dossier = a_dossier_of(coach, client=client, reglement_version=version)
        a_note(dossier, coach, category=version.document["catalogue_item"][0]["key"])
        close(dossier, outcome="new_employer", ended_on=today(), by=coach)
    clock.move(days=705)
    for dossier in Dossier.objects.select_related("traject__client", "traject__reglement_version"):
        recompute(dossier)  # what the sweep does after the end of the other traject
    find_due()
    clock.move(days=30)
    work()
    clock.move(days=COOLING_OFF.days)

    work()
    assert sorted(by_step().values()) == sorted([Step.APPROVED, Step.CERTIFIED])
    assert Client.objects.filter(pk=client.pk).exists()

    work()
    assert set(by_step().values()) == {Step.CERTIFIED}
    assert not SafeKey.objects.filter(safe_id=client.safe_id).exists()
    assert Safe.objects.get(pk=client.safe_id).shredded_at is not None
    assert {len(case.inventory["client_ids"]) for case in PurgeCase.objects.all()} == {0, 1}
    assert all(case.inventory["counts"]["dossiers.note"] == 1 for case in PurgeCase.objects.all())
    assert safe_ids_of(*PurgeCase.objects.all())
