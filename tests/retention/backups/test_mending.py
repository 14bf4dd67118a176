"""A ledger whose last lines are lost for good is written on, and tells that it was."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from retention.backups import mending
from retention.backups.making import make_backup
from retention.backups.troubles import BackupTrouble
from retention.services.advancing import advance
from retention.terms import Step
from tests.factories.vault import a_safe
from vault import ledger, quarantine, remembering
from vault.ids import new_id
from vault.services import shred
from vault.terms import Why

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def destroyed():
    safe = a_safe()
    shred([safe.id], case_id=new_id(), certificate_id=None)
    return str(safe.id)


def cut_to(lines):
    kept = ledger.path().read_bytes().splitlines(keepends=True)[:lines]
    ledger.path().write_bytes(b"".join(kept))
    quarantine.forget()


def told():
    return {safe_id for entry in ledger.read_all() for safe_id in entry.body.get("safe_ids", [])}


def test_lost_lines_are_written_on_and_the_doors_open(house, due, capsys):
    first = destroyed()
    assert advance(due.pk, worker="test") == Step.CERTIFIED
    last = destroyed()
    cut_to(1)
    assert quarantine.why_closed() == Why.BEHIND

    call_command("restore", "--mend-ledger")

    assert "2 lines were lost" in capsys.readouterr().out
    assert not quarantine.doors_closed()
    assert ledger.verify().ok
    due.refresh_from_db()
    assert told() == {first, last, *due.inventory["safe_ids"]}
    assert str(due.pk) in {entry.body.get("case_id") for entry in ledger.read_all()}
    assert [entry.kind for entry in ledger.read_all()][1:3] == [mending.MENDED, mending.MENDED]
    assert remembering.newest().seq == ledger.verify().lines
    destroyed()


def test_a_lost_ledger_comes_back_from_a_backup_and_is_mended(house):
    first = destroyed()
    made = make_backup()
    second = destroyed()
    ledger.path().unlink()
    quarantine.forget()

    with pytest.raises(CommandError, match="ends before"):
        call_command("restore", made.name, "--part", "ledger")
    call_command("restore", "--mend-ledger")

    assert told() == {first, second}
    assert not quarantine.doors_closed()


def test_a_mending_that_was_broken_off_goes_on(house):
    lost = [destroyed() for _ in range(4)]
    cut_to(1)
    ledger.append(mending.MENDED, {"lost": 2})

    mending.mend()

    assert told() == set(lost)
    assert not quarantine.doors_closed()
    with pytest.raises(BackupTrouble, match="Nothing is lost"):
        mending.mend()


def test_a_ledger_that_was_changed_is_not_mended(house):
    destroyed()
    destroyed()
    ledger.path().write_bytes(ledger.path().read_bytes().replace(b"case_id", b"case_no", 1))

    with pytest.raises(BackupTrouble, match="was changed"):
        mending.mend()


def test_what_default_does_not_know_can_not_be_mended(house):
    destroyed()
    destroyed()
    cut_to(1)
    with connections["default"].cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM vault_rememberedline WHERE seq = 2")
    connections["default"].close()

    with pytest.raises(BackupTrouble, match="Only a copy helps"):
        mending.mend()
    assert quarantine.why_closed() == Why.BEHIND
