"""A safe is made key first, and ends ledger first; a kill in between loses nothing and undoes nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction
from django.db.models.functions import Now

from tests.factories.vault import a_hold, a_safe, unlock
from tests.vault.specimens import Specimen
from vault import ledger, quarantine
from vault.facts import KeyMissing, SafeIsHeld, SweepRefused
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.models import Safe
from vault.queries import live
from vault.services import (
    Shredding,
    entrust,
    fence,
    make_again,
    not_shredded,
    release_hold,
    shred,
    shred_all,
    sweep_orphan_keys,
    take_back,
    verify_shredded,
)
from vault.services.shredding import let_keys_go
from vault.unlocking import ciphers_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("specimen_tables")]


# Making


def test_a_safe_has_a_key_that_lies_wrapped(safe):
    key = SafeKey.objects.get(safe_id=safe.id)

    assert len(key.wrapped) == 61
    assert set(ciphers_of([safe.id])) == {safe.id}


def test_a_key_does_not_open_another_safe(safe, other_safe):
    wrapped = SafeKey.objects.get(safe_id=safe.id).wrapped
    SafeKey.objects.filter(safe_id=other_safe.id).update(wrapped=wrapped)

    with pytest.raises(KeyMissing):
        ciphers_of([other_safe.id])


def test_without_the_master_key_no_key_is_unwrapped(safe, settings):
    settings.AKKOORD_MASTER_KEYS = {"9": b"x" * 32}

    with pytest.raises(KeyMissing):
        ciphers_of([safe.id])


def test_a_new_master_key_wraps_and_the_old_one_still_unwraps(safe, settings):
    settings.AKKOORD_MASTER_KEYS = {"2": b"x" * 32, **settings.AKKOORD_MASTER_KEYS}
    newer = a_safe()

    assert SafeKey.objects.get(safe_id=newer.id).master_key_id == "2"
    assert set(ciphers_of([safe.id, newer.id])) == {safe.id, newer.id}


def test_a_key_in_the_clear_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic(using="keys"):
        SafeKey.objects.create(safe_id=new_id(), wrapped=b"\x01" * 32, master_key_id="1")


def test_a_rollback_after_the_key_leaves_an_orphan_that_is_swept(safe):
    with transaction.atomic():
        orphan = a_safe().id
        transaction.set_rollback(True)
    SafeKey.objects.update(created_at=Now() - timedelta(days=2))

    assert sweep_orphan_keys() == 1
    assert not SafeKey.objects.filter(safe_id=orphan).exists()
    assert SafeKey.objects.filter(safe_id=safe.id).exists()


def test_a_young_key_is_left_for_its_safe_to_come():
    with transaction.atomic():
        a_safe()
        transaction.set_rollback(True)

    assert sweep_orphan_keys() == 0


def test_a_sweep_against_an_empty_database_is_refused():
    wrapped = b"\x01" * 61
    SafeKey.objects.bulk_create(SafeKey(safe_id=new_id(), wrapped=wrapped, master_key_id="1") for _ in range(101))
    SafeKey.objects.update(created_at=Now() - timedelta(days=2))

    with pytest.raises(SweepRefused):
        sweep_orphan_keys()
    assert SafeKey.objects.count() == 101


# Ending


def test_after_a_shred_nothing_opens_and_the_proof_holds(specimen):
    safe = specimen.safe
    assert not verify_shredded(safe.id)

    assert shred([safe.id], case_id=new_id(), certificate_id=new_id()) == {safe.id}

    assert verify_shredded(safe.id)
    assert ciphers_of([safe.id]) == {}
    assert live([safe.id]) == frozenset()
    with pytest.raises(KeyMissing):
        Specimen(safe=safe, text="nog iets").save()


def test_the_ledger_knows_the_safe_before_the_key_goes(safe):
    case_id = new_id()

    shred([safe.id], case_id=case_id, certificate_id=None)

    (line,) = ledger.read_all()
    assert line.kind == "safe.shredded"
    assert line.body == {"safe_ids": [str(safe.id)], "case_id": str(case_id), "certificate_id": None}


def test_many_go_together_with_a_line_for_each_case_and_one_hold_stops_them_all(db):
    first, second, other = a_safe(), a_safe(), a_safe()
    placed = a_hold(second)
    together = [Shredding([first.id, other.id], new_id(), None), Shredding([second.id], new_id(), new_id())]

    with pytest.raises(SafeIsHeld):
        shred_all(together)
    assert ledger.read_all() == []
    assert not any(verify_shredded(safe.id) for safe in (first, second, other))

    release_hold(placed.id, by=new_id())
    assert shred_all(together) == {first.id, second.id, other.id}
    assert [line.body["case_id"] for line in ledger.read_all()] == [str(one.case_id) for one in together]
    assert not_shredded([first.id, second.id, other.id]) == frozenset()
    assert ledger.verify().ok


def test_a_second_shred_does_nothing(safe):
    shred([safe.id], case_id=new_id(), certificate_id=None)
    moments = Safe.objects.values_list("fenced_at", "shredded_at").get(id=safe.id)

    assert shred([safe.id], case_id=new_id(), certificate_id=None) == frozenset()
    assert Safe.objects.values_list("fenced_at", "shredded_at").get(id=safe.id) == moments
    assert len(ledger.read_all()) == 1


def test_a_ledger_that_can_not_be_written_leaves_everything_as_it_was(safe, settings, tmp_path):
    (tmp_path / "in the way").write_text("")
    settings.AKKOORD_LEDGER_DIR = tmp_path / "in the way"

    with pytest.raises(OSError, match="in the way"):
        shred([safe.id], case_id=new_id(), certificate_id=None)

    assert live([safe.id]) == {safe.id}
    assert set(ciphers_of([safe.id])) == {safe.id}


def test_a_kill_between_ledger_and_fence_closes_the_doors_until_replayed(safe):
    ledger.append("safe.shredded", {"safe_ids": [str(safe.id)], "case_id": str(new_id()), "certificate_id": None})
    assert quarantine.behind() == {safe.id}
    assert quarantine.doors_closed()

    assert quarantine.replay() == {safe.id}

    assert verify_shredded(safe.id)
    assert not quarantine.doors_closed()


def test_a_kill_between_fence_and_key_is_finished_by_a_second_call(specimen):
    with pytest.raises(ProgrammingError), _keys_can_not_be_deleted():
        shred([specimen.safe_id], case_id=new_id(), certificate_id=None)
    assert not verify_shredded(specimen.safe_id)
    assert live([specimen.safe_id]) == frozenset()

    shred([specimen.safe_id], case_id=new_id(), certificate_id=None)

    assert verify_shredded(specimen.safe_id)


def test_a_kill_between_key_and_moment_is_finished_by_a_second_call(safe):
    fence([safe.id])
    let_keys_go([safe.id])
    assert not verify_shredded(safe.id)

    shred([safe.id], case_id=new_id(), certificate_id=None)

    assert verify_shredded(safe.id)


def test_a_clock_that_went_back_does_not_stop_a_shred(safe, clock):
    clock.move(days=-400)

    shred([safe.id], case_id=new_id(), certificate_id=None)

    assert verify_shredded(safe.id)


def test_a_key_that_comes_back_spoils_the_proof_and_closes_the_doors(safe):
    key = SafeKey.objects.get(safe_id=safe.id)
    shred([safe.id], case_id=new_id(), certificate_id=None)

    SafeKey.objects.create(safe_id=safe.id, wrapped=key.wrapped, master_key_id=key.master_key_id)

    assert not verify_shredded(safe.id)
    assert quarantine.behind() == {safe.id}


# Holds


def test_a_held_safe_is_neither_fenced_nor_shredded(safe, other_safe):
    hold = a_hold(safe)

    for refused in (lambda: fence([safe.id]), lambda: _shred(safe, other_safe)):
        with pytest.raises(SafeIsHeld):
            refused()
    assert ledger.read_all() == []
    assert live([safe.id, other_safe.id]) == {safe.id, other_safe.id}

    release_hold(hold.id, by=new_id())
    _shred(safe, other_safe)
    assert verify_shredded(safe.id)


@pytest.mark.parametrize("column", ["fenced_at", "shredded_at"])
def test_the_database_refuses_the_end_of_a_held_safe(safe, column):
    if column == "shredded_at":
        Safe.objects.filter(id=safe.id).update(fenced_at=Now())
        _hold_past_the_trigger(safe)
    else:
        a_hold(safe)

    with pytest.raises(IntegrityError, match="hold"), transaction.atomic():
        Safe.objects.filter(id=safe.id).update(**{column: Now()})


# What the database keeps


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'tax'",
        "canary = canary || 'x'",
        "created_at = created_at - interval '1 day'",
        "shredded_at = now()",
        "fenced_at = created_at - interval '1 second'",
        "fenced_at = now(), shredded_at = now() - interval '1 day'",
        "kind = 'nothing'",
    ],
)
def test_a_safe_only_goes_forward(safe, change):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE vault_safe SET {change} WHERE id = %s", [safe.id])


@pytest.mark.parametrize("change", ["fenced_at = NULL, shredded_at = NULL", "shredded_at = NULL"])
def test_a_shredded_safe_stays_shredded(safe, change):
    _shred(safe)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE vault_safe SET {change} WHERE id = %s", [safe.id])


def test_a_safe_is_never_deleted(safe):
    with pytest.raises(IntegrityError), transaction.atomic():
        Safe.objects.filter(id=safe.id).delete()


def test_a_fence_waits_for_whoever_is_writing(specimen):
    fence([specimen.safe_id])

    with pytest.raises(IntegrityError, match="fenced"), transaction.atomic():
        Specimen.objects.create(safe=specimen.safe, text="te laat")
    with unlock(specimen.safe):
        assert specimen.text == "Jan slaapt slecht"


def _shred(*safes):
    return shred([safe.id for safe in safes], case_id=new_id(), certificate_id=None)


def _hold_past_the_trigger(safe):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "INSERT INTO vault_hold (id, ground, placed_by_id) VALUES (%s, 'court', %s)", [safe.id, safe.id]
        )
        cursor.execute(
            "INSERT INTO vault_heldsafe (id, hold_id, safe_id) VALUES (%s, %s, %s)", [safe.id, safe.id, safe.id]
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("SET LOCAL ROLE akkoord_app")


class _keys_can_not_be_deleted:  # noqa: N801 - reads as a word
    def __enter__(self):
        self._run("REVOKE DELETE ON keys_safekey FROM akkoord_keys_app")

    def __exit__(self, *_error):
        self._run("GRANT DELETE ON keys_safekey TO akkoord_keys_app")

    def _run(self, statement):
        with connections["keys"].cursor() as cursor:
            cursor.execute("SET LOCAL ROLE akkoord_keys_owner")
            cursor.execute(statement)
            cursor.execute("SET LOCAL ROLE akkoord_keys_app")


def test_key_that_was_entrusted_opens_only_under_the_key_that_was_to_go(safe, other_safe, specimen):
    line = entrust(safe.pk, under=other_safe.pk, beside=b"what lay there")
    let_keys_go([safe.pk])

    assert take_back({safe.pk: line}, under=[new_id()]) == frozenset()
    assert take_back({safe.pk: line}, under=[other_safe.pk]) == {safe.pk}

    assert make_again(safe.pk, kind=safe.kind, entrusted=line) == (safe, b"what lay there")
    with unlock(safe.pk):
        assert specimen.text == "Jan slaapt slecht"


def test_what_was_entrusted_is_mute_when_both_keys_are_gone(safe, other_safe):
    line = entrust(safe.pk, under=other_safe.pk, beside=b"what lay there")
    shred([safe.pk, other_safe.pk], case_id=new_id(), certificate_id=None)

    assert take_back({safe.pk: line}, under=[safe.pk, other_safe.pk]) == frozenset()
    with pytest.raises(KeyMissing):
        make_again(safe.pk, kind=safe.kind, entrusted=line)
