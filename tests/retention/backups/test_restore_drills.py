"""Whatever is restored, what was destroyed stays destroyed, and the doors open when that is proved and not before."""

import random
import shutil
import time
from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client as Browser

from accounts.models import Organisation
from dossiers.models import Client, Dossier, Note
from retention.backups import places, pruning
from retention.backups.making import make_backup
from retention.backups.reapplying import reopen
from retention.backups.restoring import restore
from retention.backups.troubles import BackupTrouble
from retention.facts import ResidueFound
from retention.models import Certificate, PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.tasks import reopen_doors
from retention.terms import COOLING_OFF, Step
from tests.factories.dossiers import a_client, a_document, a_dossier_of, a_note
from tests.factories.vault import a_hold, a_safe, unlock
from tests.faults import RUNS, met
from tests.retention.backups import searching
from tests.retention.backups.conftest import start_anew
from tests.retention.conftest import CANARY
from tests.workers import a_command, kill, wait_until_the_dead_are_buried
from vault import ledger, quarantine, restorations
from vault.clock import akkoord_now
from vault.files import read_file
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.models import Restoration, Safe
from vault.services import shred, verify_shredded
from vault.terms import KEY_BACKUP_LIFE, Why

pytestmark = [pytest.mark.slow, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

COMBINATIONS = {
    "default only": ["default"],
    "keys only": ["keys"],
    "both": ["keys", "default"],
    "files older than rows": ["files"],
    "everything": ["keys", "default", "files"],
}


def destroyed(case):
    """Let the case run to its end, and return its safes."""
    assert advance(case.pk, worker="test") == Step.CERTIFIED
    case.refresh_from_db()
    return [UUID(safe_id) for safe_id in case.inventory["safe_ids"]]


def assert_gone(case, safe_ids, *, notes=0):
    """Nothing of the dossier is left in any table, file or backup, and nothing opens."""
    assert not quarantine.doors_closed()
    assert PurgeCase.objects.get(pk=case.pk).step == Step.CERTIFIED
    assert Certificate.objects.filter(case=case.pk).count() == 1
    assert Dossier.objects.get(pk=case.dossier_id).destroyed_at is not None
    assert Note.objects.count() == notes
    assert not SafeKey.objects.filter(safe_id__in=safe_ids).exists()
    assert all(verify_shredded(safe_id) for safe_id in safe_ids)
    assert searching.where(CANARY) == []


def test_the_search_of_a_drill_finds_what_is_there(house, due):
    make_backup()
    assert searching.where(CANARY) == []
    (house / "files").mkdir(exist_ok=True)
    (house / "files" / "forgotten").write_text(f"Ilse {CANARY}")
    Organisation.objects.create(name=CANARY)

    made = make_backup()

    found = searching.where(CANARY)
    assert {place.rsplit("/", 1)[-1] for place in found} >= {"forgotten", "files.sealed opened", "database default"}
    assert any(place.endswith(f"{made.name}/default.sealed opened") for place in found)


@pytest.mark.parametrize("what", COMBINATIONS)
def test_a_drill_brings_nothing_back_that_was_destroyed(what, house, due, client):
    survivor = a_safe()
    made = make_backup()
    safe_ids = destroyed(due)
    lines = len(ledger.read_all())
    assert client.get("/").status_code != HTTPStatus.SERVICE_UNAVAILABLE

    restore(made.name, COMBINATIONS[what])

    assert quarantine.why_closed() == Why.RESTORED
    assert Browser().get("/").status_code == HTTPStatus.SERVICE_UNAVAILABLE
    reopen()
    assert_gone(due, safe_ids)
    assert len(ledger.read_all()) == lines
    assert SafeKey.objects.filter(safe_id=survivor.id).exists()
    assert client.get("/").status_code != HTTPStatus.SERVICE_UNAVAILABLE
    met("restore drill: canary searched everywhere", what)


def test_after_the_date_of_the_certificate_no_backup_opens_it(house, due):
    made = make_backup()
    safe_ids = destroyed(due)
    keys = searching.opened(places.root() / made.name / "keys.sealed", made.name, "keys")
    assert any(str(safe_id).encode() in keys for safe_id in safe_ids)

    pruning.prune(now=places.made_at(made.name) + KEY_BACKUP_LIFE)

    assert not (places.root() / made.name / "keys.sealed").exists()
    assert not any(
        str(safe_id).encode() in searching.dumped("keys").split(b"rememberedline")[0] for safe_id in safe_ids
    )
    restore(made.name, ["default", "files"])
    reopen()
    assert_gone(due, safe_ids)


def test_a_copy_of_old_keys_is_not_taken_in(house, due):
    made = make_backup()
    older = places.new_name(places.made_at(made.name) - KEY_BACKUP_LIFE - timedelta(minutes=1))
    (places.root() / made.name).rename(places.root() / older)

    with pytest.raises(BackupTrouble):
        restore(older, ["keys"])
    assert not Restoration.objects.exists()


def test_a_hold_that_the_backup_still_holds_stops_nothing(house, due):
    hold = a_hold(Safe.objects.get(pk=Dossier.objects.get(pk=due.dossier_id).safe_id))
    made = make_backup()
    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE vault_hold SET released_at = now(), released_by_id = %s", [hold.id])
    safe_ids = destroyed(due)

    restore(made.name, ["default"])
    reopen()

    assert_gone(due, safe_ids)


def test_a_case_that_the_backup_does_not_know_is_made_again(house, closed, clock, request):
    made = make_backup()
    case = request.getfixturevalue("due")
    safe_ids = destroyed(case)

    restore(made.name, ["keys", "default", "files"])
    assert not PurgeCase.objects.exists()
    reopen()

    assert_gone(case, safe_ids)
    assert PurgeCase.objects.get().article_label == case.article_label
    assert not Client.objects.exists()


@pytest.mark.parametrize(
    "forget", [lambda: call_command("restore", "--resume"), reopen_doors], ids=["by hand", "beat"]
)
def test_a_database_that_somebody_restored_by_hand_is_noticed_and_forgets_too(forget, house, due):
    made = make_backup()
    safe_ids = destroyed(due)
    restore(made.name, ["keys", "default"])
    with connections["default"].cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE vault_restoration")
    connections["default"].close()
    quarantine.forget()

    assert quarantine.why_closed() == Why.UNFINISHED
    forget()

    assert_gone(due, safe_ids)


def test_the_beat_opens_nothing_before_everything_is_back(house, due):
    made = make_backup()
    destroyed(due)
    restorations.begin(backup=made.name, parts="keys,default")
    quarantine.forget()

    reopen_doors()

    assert quarantine.why_closed() == Why.RESTORED
    with pytest.raises(CommandError, match="broken off"):
        call_command("restore", "--resume")


def test_what_is_left_somewhere_keeps_the_doors_closed(house, due):
    made = make_backup()
    [first, *_rest] = destroyed(due)
    restore(made.name, ["default"])
    with connections["default"].cursor() as cursor:
        cursor.execute("SET ROLE akkoord_owner")
        cursor.execute("CREATE TABLE forgotten AS SELECT %s::uuid AS safe_id", [first])
        cursor.execute("GRANT SELECT ON forgotten TO akkoord_app")
    connections["default"].close()

    with pytest.raises(ResidueFound, match="forgotten"):
        reopen()
    assert quarantine.why_closed() == Why.RESTORED

    with connections["default"].cursor() as cursor:
        cursor.execute("SET ROLE akkoord_owner")
        cursor.execute("DROP TABLE forgotten")
    connections["default"].close()
    PurgeCase.objects.update(failure="")
    reopen()
    assert not quarantine.doors_closed()


def test_a_lost_machine_comes_back_with_everything_but_the_destroyed(house, due, coach, templates):
    """The loss drill of docs/operations.md: empty databases, no files, the keys, a backup and a copy of the ledger."""
    version = due.version
    other = a_dossier_of(coach, client=a_client("Mohamed"), reglement_version=version)
    category = version.document["catalogue_item"][0]["key"]
    note = a_note(other, coach, "blijft bestaan", category=category)
    document = a_document(other, coach, category=category)
    with unlock(document.safe_id):
        content = read_file(document.file)
    made = make_backup()
    safe_ids = destroyed(due)
    start_anew(templates)
    shutil.rmtree(house / "files")
    assert not Dossier.objects.exists()

    call_command("restore", made.name)

    assert_gone(due, safe_ids, notes=1)
    with unlock(note.safe_id, document.safe_id):
        assert Note.objects.get(pk=note.pk).text == "blijft bestaan"
        assert read_file(document.file) == content


# Refusals


def test_an_older_ledger_is_not_enough(house, due):
    destroyed(due)
    made = make_backup()
    ledger.path().unlink()

    with pytest.raises(BackupTrouble, match="does not come as far"):
        restore(made.name, ["default"])
    assert not Restoration.objects.exists()


def test_a_lost_ledger_comes_back_from_the_backup_and_a_longer_one_stays(house, due):
    safe_ids = destroyed(due)
    made = make_backup()
    whole = ledger.path().read_bytes()
    ledger.path().unlink()

    call_command("restore", made.name, "--part", "ledger")
    assert ledger.path().read_bytes() == whole
    shred([a_safe().id], case_id=new_id(), certificate_id=None)
    longer = ledger.path().read_bytes()
    call_command("restore", made.name, "--part", "ledger")

    assert ledger.path().read_bytes() == longer
    assert_gone(due, safe_ids)


def test_keys_alone_are_not_restored_over_newer_ones_without_a_word(house):
    made = make_backup()
    lost = a_safe()

    with pytest.raises(CommandError, match="1 safes were made after"):
        call_command("restore", made.name, "--part", "keys")
    assert SafeKey.objects.filter(safe_id=lost.id).exists()

    call_command("restore", made.name, "--part", "keys", "--accept-loss")
    assert not SafeKey.objects.filter(safe_id=lost.id).exists()


def test_a_case_that_lapsed_since_the_backup_gives_way_to_the_one_that_destroyed(house, due, clock):
    made = make_backup()
    PurgeCase.objects.filter(pk=due.pk).update(lapsed_at=akkoord_now())
    [case_id] = find_due()
    advance(case_id, worker="test")
    clock.move(days=COOLING_OFF.days)
    last = PurgeCase.objects.get(pk=case_id)
    safe_ids = destroyed(last)

    restore(made.name, COMBINATIONS["both"])
    reopen()

    assert_gone(last, safe_ids)
    assert PurgeCase.objects.get(pk=due.pk).lapsed_at is not None


def test_a_ring_that_lacks_a_key_is_refused_before_anything_is_touched(house, settings):
    a_safe()
    made = make_backup()
    settings.AKKOORD_MASTER_KEYS = {"other": bytes(32)}
    with pytest.raises(BackupTrouble, match="AKKOORD_MASTER_KEYS lacks 1"):
        restore(made.name, ["keys"])

    settings.AKKOORD_BACKUP_KEYS = {"other": bytes(32)}
    with pytest.raises(BackupTrouble, match="AKKOORD_BACKUP_KEYS lacks the key"):
        restore(made.name, ["default"])
    assert not Restoration.objects.exists()


@pytest.mark.parametrize("arguments", [[], ["20260101T000000Z-aaaaaa", "--resume"], ["20260101T000000Z-aaaaaa"]])
def test_the_command_asks_for_a_backup_that_is_there(house, arguments):
    with pytest.raises(CommandError):
        call_command("restore", *arguments)


# Kills


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_restore_that_is_killed_is_done_over_and_opens_only_then(seed, house, due, settings):
    chance = random.Random(seed)
    made = make_backup()
    safe_ids = destroyed(due)
    what = chance.choice(sorted(COMBINATIONS))
    parts = [word for part in COMBINATIONS[what] for word in ("--part", part)]
    connections.close_all()

    for _ in range(2):
        killed = a_command("restore", made.name, *parts, AKKOORD_BACKUP_DIR=str(settings.AKKOORD_BACKUP_DIR))
        time.sleep(chance.uniform(1.5, 6))
        is_over = killed.poll() is not None
        with suppress(ProcessLookupError):
            kill(killed)
        killed.stdout.close()
        wait_until_the_dead_are_buried()
        met("restore: kill -9, twice, then again", f"{what}, {'after its end' if is_over else 'in the middle'}")
        quarantine.forget()
        assert quarantine.doors_closed() or is_gone(due)
        connections.close_all()
    call_command("restore", made.name, *parts)

    assert_gone(due, safe_ids)


def is_gone(case):
    """Open doors are in order when nothing was touched yet, or when everything is over."""
    return PurgeCase.objects.get(pk=case.pk).step == Step.CERTIFIED and not Note.objects.exists()
