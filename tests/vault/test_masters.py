"""The master keys: renewed while the house works, and never let go of before nothing needs them."""

import os
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connections

from config.starting import refuse_to_start_without_keys
from tests.factories.vault import a_safe, unlock
from vault import ledger, masters
from vault.clock import AMSTERDAM
from vault.facts import KeyMissing, RotationUnfinished
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.services import rotate_master_keys, rotating, shred, verify_shredded

pytestmark = pytest.mark.django_db


@pytest.fixture
def renewed(settings):
    """Three safes under the old key, and a ring of which a new one is the first."""
    safes = [a_safe() for _ in range(3)]
    settings.AKKOORD_MASTER_KEYS = {"new": os.urandom(32), **settings.AKKOORD_MASTER_KEYS}
    return safes


def _only(settings, key_id):
    settings.AKKOORD_MASTER_KEYS = {key_id: settings.AKKOORD_MASTER_KEYS[key_id]}


def test_after_a_rotation_the_old_key_is_not_needed(specimen, renewed, settings):
    list(rotate_master_keys())

    _only(settings, "new")
    with unlock(specimen.safe_id):
        assert specimen.text == "Jan slaapt slecht"
    refuse_to_start_without_keys()


def test_a_rotation_says_after_each_batch_how_far_it_is(renewed):
    said = [(progress.done, progress.total) for progress in rotate_master_keys(batch=2)]

    assert said == [(2, 3), (3, 3)]
    assert masters.in_use() == {"new": 3}


def test_a_rotation_broken_off_goes_on_with_what_is_left(renewed):
    next(rotate_master_keys(batch=2))
    assert masters.in_use() == {"1": 1, "new": 2}

    assert [progress.done for progress in rotate_master_keys(batch=2)] == [1]
    assert masters.in_use() == {"new": 3}


def test_a_key_that_was_shredded_does_not_come_back(renewed):
    shred([renewed[0].id], case_id=new_id(), certificate_id=None)

    list(rotate_master_keys())

    assert verify_shredded(renewed[0].id)
    assert SafeKey.objects.count() == 2


def test_a_rotation_with_nothing_to_do_writes_nothing(safe):
    assert list(rotate_master_keys()) == []
    assert ledger.read_all(book=masters.BOOK) == []


def test_a_rotation_stops_at_a_key_that_the_ring_does_not_open(renewed, settings):
    settings.AKKOORD_MASTER_KEYS = {**settings.AKKOORD_MASTER_KEYS, "1": os.urandom(32)}

    with pytest.raises(KeyMissing):
        list(rotate_master_keys())
    assert masters.in_use() == {"1": 3}


# When the old one may go


def test_an_old_key_is_retired_once_and_kept_as_long_as_backups_of_the_keys_live(renewed):
    list(rotate_master_keys())
    list(rotate_master_keys())

    written = [entry for entry in ledger.read_all(book=masters.BOOK) if entry.kind == masters.RETIRED]
    new, old = masters.survey()
    assert [entry.body for entry in written] == [{"master_key_id": "1"}]
    assert (new.wraps, old.wraps, old.is_fit) == (3, 0, True)
    assert old.kept_until == (datetime.fromisoformat(written[0].at) + timedelta(days=14)).astimezone(AMSTERDAM).date()


def test_a_retired_key_that_comes_in_use_again_counts_anew(renewed, settings):
    list(rotate_master_keys())
    ring = settings.AKKOORD_MASTER_KEYS
    _only(settings, "1")
    a_safe()
    settings.AKKOORD_MASTER_KEYS = ring
    assert masters.survey()[1].kept_until is None

    next(rotate_master_keys(batch=1))

    assert masters.retirements() == {"1": None}
    list(rotate_master_keys())
    assert masters.retirements()["1"] is not None


def test_the_way_back_is_a_rotation_too(renewed, settings):
    list(rotate_master_keys())
    settings.AKKOORD_MASTER_KEYS = dict(reversed(settings.AKKOORD_MASTER_KEYS.items()))

    list(rotate_master_keys())

    assert masters.in_use() == {"1": 3}
    assert set(masters.retirements()) == {"new"}


# The start


def test_a_start_without_a_key_that_is_used_is_refused(renewed, settings):
    _only(settings, "new")

    with pytest.raises(ImproperlyConfigured, match="lacks key '1', which still wraps the keys of 3 safes"):
        refuse_to_start_without_keys()


def test_a_start_with_another_key_under_the_same_id_is_refused(safe, settings):
    settings.AKKOORD_MASTER_KEYS = {"1": os.urandom(32)}

    with pytest.raises(ImproperlyConfigured, match="is another key"):
        refuse_to_start_without_keys()


def test_a_start_with_every_key_costs_two_queries_for_each(renewed, django_assert_num_queries):
    with django_assert_num_queries(2, using="keys"):
        refuse_to_start_without_keys()


# The command


def test_the_command_rotates_and_says_that_the_old_key_may_go(renewed, capsys):
    call_command("vault", "rotate", "--batch", "2")

    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["2 of 3 keys wrapped anew", "3 of 3 keys wrapped anew"]
    assert "new: wraps 3 keys and every new one. Needed." in said
    assert any(line.startswith("1: wraps nothing. It may leave the ring, but keep it apart until ") for line in said)


@pytest.mark.parametrize("action", ["keys", "rotate"])
def test_the_command_ends_in_an_error_when_a_key_is_missing(action, renewed, settings):
    _only(settings, "new")

    with pytest.raises(CommandError, match="ring"):
        call_command("vault", action)
    assert masters.in_use() == {"1": 3}


def test_the_command_finds_the_one_key_that_does_not_open(renewed, capsys):
    row = SafeKey.objects.first()
    with connections["keys"].cursor() as cursor:
        cursor.execute("UPDATE keys_safekey SET safe_id = %s WHERE safe_id = %s", [new_id(), row.safe_id])

    with pytest.raises(CommandError):
        call_command("vault", "keys")
    assert "1: wraps 3 keys and does NOT OPEN 1 of them." in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_key_that_somebody_keeps_is_passed_over_and_then_complained_about(renewed, monkeypatch):
    monkeypatch.setattr(rotating, "PATIENCE_SECONDS", 0.2)
    other = connections["keys"].copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT FROM keys_safekey WHERE safe_id = %s FOR UPDATE", [renewed[0].id])
        with pytest.raises(RotationUnfinished):
            list(rotate_master_keys())
    other.close()
    assert masters.in_use() == {"1": 1, "new": 2}

    list(rotate_master_keys())
    assert masters.in_use() == {"new": 3}
