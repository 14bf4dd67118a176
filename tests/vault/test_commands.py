"""What an administrator can ask the vault, and what the beat asks it."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models.functions import Now

from tests.factories.vault import a_safe
from vault import ledger, quarantine, tasks
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.services import shred, verify_shredded

pytestmark = pytest.mark.django_db


def _restored():
    safe = a_safe()
    ledger.append("safe.shredded", {"safe_ids": [str(safe.id)], "case_id": str(new_id()), "certificate_id": None})
    return safe


def _orphan():
    orphan = SafeKey.objects.create(safe_id=new_id(), wrapped=b"\x01" * 61, master_key_id="1")
    SafeKey.objects.update(created_at=Now() - timedelta(days=2))
    return orphan


def test_a_ledger_in_order_is_said_to_be(capsys):
    shred([a_safe().id], case_id=new_id(), certificate_id=None)

    call_command("vault", "ledger")

    assert capsys.readouterr().out == "1 lines\nThe ledger is as it was written.\n"


def test_a_ledger_that_was_changed_is_an_error(capsys):
    shred([a_safe().id], case_id=new_id(), certificate_id=None)
    ledger.path().write_text(ledger.path().read_text().replace("case_id", "case_no"))

    with pytest.raises(CommandError):
        call_command("vault", "ledger")
    assert "line 1: the signature does not hold" in capsys.readouterr().err


def test_the_doors_are_said_to_be_open_or_closed(capsys):
    call_command("vault", "doors")
    assert "open" in capsys.readouterr().out

    safe = _restored()
    with pytest.raises(CommandError, match="older than the ledger"):
        call_command("vault", "doors")

    quarantine.replay()
    call_command("vault", "doors")
    assert verify_shredded(safe.id)


@pytest.mark.parametrize("sweep", [tasks.sweep, lambda: call_command("vault", "sweep")])
def test_orphans_are_swept(sweep):
    orphan = _orphan()

    sweep()

    assert not SafeKey.objects.filter(safe_id=orphan.safe_id).exists()


def test_the_beat_sweeps_nothing_while_the_doors_are_closed():
    _restored()
    orphan = _orphan()

    tasks.sweep()

    assert SafeKey.objects.filter(safe_id=orphan.safe_id).exists()
