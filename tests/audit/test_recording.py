"""What is written down, and that it stays as it was written."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from audit.facts import DetailsWithoutSafe, UnknownEventWord
from audit.models import Event
from audit.origin import origin
from audit.services import Entry, record, record_many
from audit.services.recording import DETAILS_LABEL
from audit.terms import Outcome, Word
from tests.factories.vault import a_safe, unlock
from vault.facts import KeyMissing
from vault.ids import new_id
from vault.sealing import open_bytes

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "role": "coach",
    "on_behalf_of_id": new_id(),
    "dossier_id": new_id(),
    "client_id": new_id(),
    "object_type": "dossiers.note",
    "object_id": new_id(),
    "purpose": "begeleiding",
    "decision_id": new_id(),
    "article": "A4P 4.1",
    "outcome": Outcome.REFUSED,
}


def test_an_event_keeps_every_fact():
    actor_id = new_id()

    with origin("request:1"):
        event_id = record(Word.NOTE_READ, by=actor_id, **EVERYTHING)

    event = Event.objects.get(id=event_id)
    assert {name: getattr(event, "actor_role" if name == "role" else name) for name in EVERYTHING} == EVERYTHING
    assert (event.event, event.actor_id, event.origin) == ("note.read", actor_id, "request:1")


def test_a_person_may_be_given_instead_of_an_id(coach):
    assert Event.objects.get(id=record("note.read", by=coach)).actor_id == coach.id


def test_events_are_numbered_in_order_and_written_with_one_insert(django_assert_num_queries):
    with django_assert_num_queries(1):
        ids = record_many([Entry(event="dossier.listed", dossier_id=new_id()) for _ in range(25)])

    seqs = [Event.objects.get(id=event_id).seq for event_id in ids]
    assert seqs == list(range(seqs[0], seqs[0] + 25))


def test_the_database_decides_moment_and_number():
    long_ago = datetime(2001, 1, 1, tzinfo=UTC)

    event = Event.objects.create(event="note.read", at=long_ago, seq=7_000_000_000, leaf_sha256=b"mine")

    stored = Event.objects.get(id=event.id)
    assert stored.at - long_ago > timedelta(days=1000)
    assert stored.seq != 7_000_000_000
    assert len(stored.leaf_sha256) == 32


def test_moments_follow_the_house_clock(clock):
    clock.move(days=-400)
    old = Event.objects.get(id=record("note.read"))
    clock.move(hours=400 * 24)
    new = Event.objects.get(id=record("note.read"))

    assert new.at - old.at == timedelta(days=400)


def test_an_unknown_word_is_refused():
    with pytest.raises(UnknownEventWord):
        record("note.eaten")


def test_details_lie_sealed_under_the_safe(safe):
    event = Event.objects.get(id=record("note.read", details={"naam": "Jan"}, safe_id=safe.id))

    assert b"Jan" not in bytes(event.details)
    with unlock(safe):
        opened = open_bytes(bytes(event.details), safe_id=safe.id, label=DETAILS_LABEL, row_id=event.id)
    assert opened == b'{"naam":"Jan"}'


def test_details_need_a_safe_with_a_key():
    with pytest.raises(DetailsWithoutSafe):
        record("note.read", details={"a": 1})
    with pytest.raises(KeyMissing):
        record("note.read", details={"a": 1}, safe_id=new_id())


@pytest.mark.parametrize(
    "column",
    [
        {"event": "geen woord"},
        {"outcome": "maybe"},
        {"article": "4.1\x1f4.2"},
        {"purpose": "a\nb"},
        {"origin": "\x07"},
        {"details": b"plain", "safe_id": new_id()},
        {"details": b"\x01" * 40},
    ],
)
def test_the_database_refuses_an_event_that_can_not_be(column):
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(**{"event": "note.read", "leaf_sha256": b"", **column})


@pytest.mark.parametrize("table", ["audit_event", "audit_sealedrange"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}", "ALTER TABLE {} DISABLE TRIGGER ALL", "DROP TABLE {}"],
)
def test_the_application_can_not_change_the_log(table, statement):
    record("note.read")

    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET article = 'x'", "DELETE FROM audit_event"])
def test_even_the_owner_meets_a_trigger(statement):
    record("note.read")

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE akkoord_owner")
        with pytest.raises(IntegrityError, match="only grows"):
            cursor.execute(statement)
        transaction.set_rollback(True)


def test_the_orm_can_not_change_an_event_either():
    event = Event.objects.get(id=record("note.read"))
    event.article = "4.2"

    with pytest.raises(ProgrammingError), transaction.atomic():
        event.save()


def test_two_safes_keep_their_details_apart(safe):
    other = a_safe()
    record_many([Entry(event="note.read", details={"a": 1}, safe_id=one.id) for one in (safe, other)])

    assert Event.objects.exclude(details=None).values("safe_id").distinct().count() == 2
