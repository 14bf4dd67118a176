"""While the database remembers less than the ledger, nothing opens."""

import time

import pytest

from tests.factories.vault import a_safe
from vault import ledger, quarantine
from vault.ids import new_id
from vault.services import fence, shred, verify_shredded

pytestmark = pytest.mark.django_db


def _line_of(*safe_ids):
    body = {"safe_ids": [str(safe_id) for safe_id in safe_ids], "case_id": str(new_id()), "certificate_id": None}
    ledger.append("safe.shredded", body)


def test_the_doors_are_open_when_both_agree(safe):
    shred([a_safe().id], case_id=new_id(), certificate_id=None)

    assert not quarantine.doors_closed()
    assert quarantine.behind() == frozenset()


def test_a_safe_that_neither_database_knows_keeps_nothing_closed():
    _line_of(new_id())

    assert not quarantine.doors_closed()


def test_a_restored_safe_closes_the_doors_at_the_start_of_a_process(safe):
    _line_of(safe.id)

    assert quarantine.doors_closed()
    quarantine.replay()
    assert not quarantine.doors_closed()
    assert verify_shredded(safe.id)


def test_a_shred_that_a_kill_broke_off_behind_its_fence_closes_nothing(safe):
    _line_of(safe.id)
    fence([safe.id])

    assert not quarantine.doors_closed()
    assert quarantine.behind() == {safe.id}


def test_a_process_that_starts_in_the_middle_of_a_shred_waits_for_it(safe, monkeypatch):
    monkeypatch.setattr(quarantine, "PATIENCE_SECONDS", 5.0)
    _line_of(safe.id)
    looks = []

    def elsewhere(_seconds):
        looks.append(_seconds)
        fence([safe.id])

    monkeypatch.setattr(time, "sleep", elsewhere)

    assert not quarantine.doors_closed()
    assert len(looks) == 1


def test_doors_that_were_open_close_for_a_line_that_stays_unfinished(safe, monkeypatch):
    monkeypatch.setattr(quarantine, "PATIENCE_SECONDS", 0.1)
    assert not quarantine.doors_closed()

    _line_of(safe.id)

    assert quarantine.doors_closed()


def test_a_broken_ledger_closes_the_doors(safe):
    _line_of(new_id())
    _line_of(new_id())
    ledger.path().write_bytes(ledger.path().read_bytes().split(b"\n", 1)[1])

    assert quarantine.doors_closed()


def test_a_ledger_cut_short_is_looked_at_anew(safe):
    _line_of(safe.id, new_id())
    quarantine.replay()
    assert not quarantine.doors_closed()
    _line_of(a_safe().id)
    lines = ledger.path().read_bytes().splitlines(keepends=True)

    ledger.path().write_bytes(lines[0])
    assert not quarantine.doors_closed()
    ledger.path().write_bytes(b"".join(lines))
    assert quarantine.doors_closed()


def test_open_doors_cost_no_query(safe, django_assert_num_queries):
    quarantine.doors_closed()

    with django_assert_num_queries(0):
        assert not quarantine.doors_closed()


def test_replaying_twice_changes_nothing(safe):
    _line_of(safe.id)

    assert quarantine.replay() == {safe.id}
    assert quarantine.replay() == frozenset()
    assert len(ledger.read_all()) == 1
