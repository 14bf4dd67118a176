"""A sealed log shows every change, also one made by who may change the database."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Event, SealedRange
from audit.services import Entry, record, record_many, seal_log, verify_log
from audit.services import sealing as sealer
from audit.services.leaves import leaf_of, stored_events
from tests.factories.vault import a_safe
from vault import ledger
from vault.ids import new_id

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@pytest.fixture
def sealed_log(transactional_db, monkeypatch):
    # The tests empty the tables and not the sequence.
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE akkoord_owner")
        cursor.execute("ALTER SEQUENCE audit_event_seq RESTART")
        cursor.execute("SET ROLE akkoord_app")
    monkeypatch.setattr(sealer, "RANGE_EVENTS", 4)
    record_many([Entry(event="note.read", article=str(number), dossier_id=new_id()) for number in range(10)])
    assert seal_log() == 10


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(role=TEXT, purpose=TEXT, article=TEXT, ids=st.lists(st.uuids() | st.none(), min_size=4, max_size=4))
def test_python_and_the_database_make_the_same_leaf(role, purpose, article, ids):
    safe = a_safe()
    record(
        "note.read",
        by=ids[0],
        role=role,
        purpose=purpose,
        article=article,
        dossier_id=ids[1],
        client_id=ids[2],
        object_id=ids[3],
        details={"x": role},
        safe_id=safe.id,
    )

    assert all(leaf == stored for _seq, leaf, stored in stored_events(first_seq=0))


def test_values_that_stand_apart_do_not_run_together():
    assert leaf_of(("a", "bc")) != leaf_of(("ab", "c"))


def test_a_sealed_log_holds(sealed_log):
    record("note.read")

    found = verify_log()

    assert found.ok, found.faults
    assert (found.events, found.ranges, found.unsealed) == (11, 3, 1)
    call_command("audit", "verify")


def test_sealing_again_adds_only_what_is_new(sealed_log):
    assert seal_log() == 0
    record("note.read")
    assert seal_log() == 1
    assert verify_log().ok


def test_an_empty_log_holds(transactional_db):
    assert verify_log().ok


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        ("UPDATE audit_event SET article = 'x' WHERE seq = 5", "event 5: changed"),
        ("UPDATE audit_event SET leaf_sha256 = sha256('x') WHERE seq = 5", "event 5: changed"),
        ("UPDATE audit_event SET at = at + interval '1 microsecond' WHERE seq = 5", "event 5: changed"),
        ("DELETE FROM audit_event WHERE seq = 5", "range 2 (events 5 to 8): 1 removed"),
        ("DELETE FROM audit_event WHERE seq > 8", "range 3 (events 9 to 10): 2 removed"),
        ("DELETE FROM audit_event", "range 1 (events 1 to 4): 4 removed"),
        (
            "UPDATE audit_event SET seq = CASE seq WHEN 2 THEN 103 ELSE 102 END WHERE seq IN (2, 3);"
            "UPDATE audit_event SET seq = seq - 100 WHERE seq > 100",
            "event 2: changed",
        ),
        (
            "INSERT INTO audit_event (id, seq, at, event, outcome, actor_role, object_type, purpose, article, origin,"
            " leaf_sha256) SELECT gen_random_uuid(), 0, at, event, outcome, actor_role, object_type, purpose, article,"
            " origin, leaf_sha256 FROM audit_event WHERE seq = 3",
            "range 1 (events 1 to 4): 1 put in",
        ),
        ("DELETE FROM audit_sealedrange WHERE number = 3", "range 3: anchored outside and no longer there"),
        ("DELETE FROM audit_sealedrange WHERE number = 2", "range 3: does not follow range 1"),
        ("UPDATE audit_sealedrange SET root = sha256('x') WHERE number = 2", "range 2: the signature does not hold"),
        ("UPDATE audit_sealedrange SET events = 3 WHERE number = 2", "range 2: differs from its anchor outside"),
        (
            "DELETE FROM audit_event WHERE seq > 8; DELETE FROM audit_sealedrange WHERE number = 3",
            "range 3: anchored outside and no longer there",
        ),
    ],
)
def test_what_somebody_with_every_right_changes_is_named(sealed_log, tamper, told):
    _as_superuser(tamper)

    found = verify_log()

    assert any(fault.startswith(told) for fault in found.faults), found.faults
    with pytest.raises(CommandError):
        call_command("audit", "verify")


def test_an_event_and_its_leaf_changed_together_break_the_seal(sealed_log):
    _as_superuser("UPDATE audit_event SET article = 'x' WHERE seq = 5")
    (leaf,) = (leaf for seq, leaf, _stored in stored_events(first_seq=5, last_seq=5))
    _as_superuser("UPDATE audit_event SET leaf_sha256 = %s WHERE seq = 5", leaf)

    assert verify_log().faults == ("range 2 (events 5 to 8): changed after it was sealed",)


def test_anchors_that_were_cut_are_missed(sealed_log):
    place = ledger.path(sealer.ANCHORS)
    place.write_bytes(place.read_bytes().split(b"\n")[0] + b"\n")

    assert "range 2: has no anchor outside" in verify_log().faults


def test_the_sealer_waits_for_a_writer_with_a_lower_number(sealed_log):
    taken, go_on = threading.Event(), threading.Event()

    def write_slowly():
        try:
            with transaction.atomic():
                record("note.read")
                taken.set()
                go_on.wait(10)
        finally:
            connection.close()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    taken.wait(10)
    record("note.written")

    assert seal_log(patience_seconds=0.1) == 0
    go_on.set()
    writer.join()
    assert seal_log() == 2
    assert verify_log().ok


@pytest.mark.django_db(transaction=True)
def test_work_in_another_database_of_the_server_does_not_stop_the_sealer(sealed_log):
    with transaction.atomic(using="keys"), connections["keys"].cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        record("note.read")

        assert seal_log(patience_seconds=0) == 1


def test_a_number_that_was_rolled_back_is_no_fault(sealed_log):
    with transaction.atomic():
        record("note.read")
        transaction.set_rollback(True)
    record("note.read")

    assert seal_log() == 1
    found = verify_log()
    assert found.ok, found.faults
    assert Event.objects.count() == 11


def test_a_range_does_not_end_before_it_begins_nor_come_twice(sealed_log):
    first = SealedRange.objects.get(number=1)
    facts = {"root": b"x", "previous": b"x", "signature": b"x", "events": 1}
    for number, first_seq, last_seq in ((9, 20, 19), (1, 20, 21), (9, first.first_seq, 21)):
        with pytest.raises(IntegrityError), transaction.atomic():
            SealedRange.objects.create(number=number, first_seq=first_seq, last_seq=last_seq, **facts)


def _as_superuser(statements, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statements, params or None)
