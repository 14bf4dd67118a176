"""A ledger that lost a line, or is another, is recognised by what both databases remember of it."""

import shutil
from http import HTTPStatus

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connections, transaction

from tests.factories.vault import a_safe
from vault import ledger, quarantine, remembering
from vault.facts import LedgerBehind
from vault.ids import new_id
from vault.ledger import Mark
from vault.queries import live
from vault.services import shred
from vault.terms import Why

pytestmark = pytest.mark.django_db
TABLES = {"default": "vault_rememberedline", "keys": "keys_rememberedline"}


def destroyed(times=1):
    """Destroy this many safes, each with a line of its own."""
    for _ in range(times):
        shred([a_safe().id], case_id=new_id(), certificate_id=None)


def rows(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT seq, sha256 FROM {TABLES[alias]} ORDER BY seq")
        return cursor.fetchall()


def execute(alias, statement, params=None):
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(statement.format(table=TABLES[alias]), params)


def lines():
    return ledger.path().read_bytes().splitlines(keepends=True)


@pytest.fixture
def at_the_start(monkeypatch):
    """Look as a process does that starts now."""

    def look():
        monkeypatch.setattr(quarantine, "_seen", quarantine._Seen())
        return quarantine.why_closed()

    return look


def test_every_line_is_remembered_by_both_databases():
    destroyed(3)

    written = [(entry.seq, entry.sha256) for entry in ledger.read_all()]
    assert rows("default") == rows("keys") == written
    assert remembering.newest() == Mark(*written[-1])


def test_an_empty_house_has_nothing_to_remember(at_the_start):
    assert remembering.newest() is None
    assert at_the_start() is None


TAMPERED = {
    "deleted": (lambda: ledger.path().unlink(), Why.BEHIND),
    "emptied": (lambda: ledger.path().write_bytes(b""), Why.BEHIND),
    "the last line gone": (lambda: ledger.path().write_bytes(b"".join(lines()[:-1])), Why.BEHIND),
    "the last line torn": (lambda: ledger.path().write_bytes(b"".join(lines())[:-40]), Why.BEHIND),
    "the first line gone": (lambda: ledger.path().write_bytes(b"".join(lines()[1:])), Why.BROKEN),
    "a line changed": (
        lambda: ledger.path().write_bytes(b"".join(lines()).replace(b"case_id", b"case_no", 1)),
        Why.BROKEN,
    ),
    "the folder gone": (lambda: shutil.rmtree(ledger.path().parent), Why.BEHIND),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_the_doors_close_when_the_ledger_was_tampered_with(what, at_the_start):
    destroyed(3)
    assert at_the_start() is None
    tamper, why = TAMPERED[what]

    tamper()

    assert quarantine.why_closed() == why
    assert at_the_start() == why


def test_an_older_copy_that_was_written_on_is_no_ledger_either(at_the_start):
    destroyed(2)
    older = ledger.path().read_bytes()
    destroyed()
    ledger.path().write_bytes(older)
    ledger.append("safe.shredded", {"safe_ids": [], "case_id": str(new_id()), "certificate_id": None})

    assert ledger.verify().ok
    assert at_the_start() == Why.BEHIND


def test_a_folder_that_can_not_be_entered_closes_the_doors(at_the_start, settings, tmp_path):
    destroyed()
    (tmp_path / "in the way").write_text("")
    settings.AKKOORD_LEDGER_DIR = tmp_path / "in the way"

    assert at_the_start() == Why.UNREACHABLE


@pytest.mark.parametrize("alias", ["default", "keys"])
def test_one_database_is_enough_to_recognise_an_older_copy(alias, at_the_start):
    destroyed(2)
    head = rows(alias)[-1]
    older = lines()[0]
    for other in TABLES:
        as_owner(other, "TRUNCATE {table}")
    execute(alias, "INSERT INTO {table} (seq, sha256) VALUES (%s, %s)", head)

    assert at_the_start() is None
    ledger.path().write_bytes(older)
    assert at_the_start() == Why.BEHIND


def test_databases_that_remember_different_lines_keep_the_doors_closed(at_the_start):
    execute("default", "INSERT INTO {table} (seq, sha256) VALUES (1, %s)", ["0" * 64])
    execute("keys", "INSERT INTO {table} (seq, sha256) VALUES (1, %s)", ["1" * 64])

    assert at_the_start() == Why.BEHIND


def test_a_ledger_put_back_opens_the_doors_again(monkeypatch):
    monkeypatch.setattr(quarantine, "_LOOK_AGAIN_SECONDS", 0)
    destroyed(2)
    whole = ledger.path().read_bytes()
    ledger.path().unlink()
    assert quarantine.doors_closed()

    ledger.path().write_bytes(whole)

    assert not quarantine.doors_closed()


def test_a_line_written_just_before_a_kill_keeps_nothing_closed(at_the_start):
    destroyed()
    ledger.append("safe.shredded", {"safe_ids": [str(new_id())], "case_id": str(new_id()), "certificate_id": None})

    assert at_the_start() is None
    destroyed()
    assert [seq for seq, _sha256 in rows("keys")] == [1, 3]


@pytest.mark.parametrize("what", ["deleted", "emptied", "the last line gone", "the folder gone"])
def test_nothing_is_destroyed_on_the_strength_of_a_shorter_ledger(what):
    destroyed(2)
    safe = a_safe()
    TAMPERED[what][0]()
    left = ledger.path().read_bytes() if ledger.path().exists() else None

    with pytest.raises(LedgerBehind):
        shred([safe.id], case_id=new_id(), certificate_id=None)

    assert live([safe.id]) == {safe.id}
    assert (ledger.path().read_bytes() if ledger.path().exists() else None) == left


@pytest.mark.parametrize("alias", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET sha256 = repeat('0', 64)",
        "UPDATE {table} SET seq = seq + 100",
        "DELETE FROM {table}",
        "TRUNCATE {table}",
    ],
)
def test_what_is_remembered_only_grows(alias, statement):
    destroyed()
    before = rows(alias)

    with pytest.raises(DatabaseError):
        execute(alias, statement)
    with pytest.raises(IntegrityError, match="only grows"):
        as_owner(alias, statement, triggers=True)
    assert rows(alias) == before


@pytest.mark.parametrize("alias", TABLES)
@pytest.mark.parametrize("row", [(0, "0" * 64), (7, "0" * 63), (7, "G" * 64), (1, "0" * 64)])
def test_a_remembered_line_has_a_number_and_a_hash_and_is_remembered_once(alias, row):
    destroyed()

    with pytest.raises(IntegrityError):
        execute(alias, "INSERT INTO {table} (seq, sha256) VALUES (%s, %s)", row)


def test_closed_doors_show_a_page_that_says_why(client):
    destroyed()
    ledger.path().unlink()

    answer = client.get("/")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "er ontbreken regels die er al in stonden" in answer.content.decode()
    assert answer["Retry-After"] == "60"
    assert client.get("/accounts/login/").status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert client.get("/gezond/").status_code == HTTPStatus.OK


def test_readiness_notices_a_copy_of_the_same_size_and_moment(client):
    destroyed(2)
    assert client.get("/gereed/").json()["ledger"] is True
    execute("default", "INSERT INTO {table} (seq, sha256) VALUES (9, %s)", ["0" * 64])
    assert not quarantine.doors_closed()

    answer = client.get("/gereed/")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json()["ledger"] is False
    assert quarantine.doors_closed()


def test_the_command_says_what_to_do(settings, tmp_path):
    destroyed()
    ledger.path().unlink()
    with pytest.raises(CommandError, match="ends before what the databases remember"):
        call_command("vault", "doors")

    (tmp_path / "in the way").write_text("")
    settings.AKKOORD_LEDGER_DIR = tmp_path / "in the way"
    with pytest.raises(CommandError, match="out of reach"):
        call_command("vault", "doors")


def as_owner(alias, statement, *, triggers=False):
    """Do what only a superuser can, triggers aside unless asked."""
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
        cursor.execute("SET LOCAL ROLE NONE")
        if not triggers:
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement.format(table=TABLES[alias]))
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute(f"SET LOCAL ROLE {role}")
