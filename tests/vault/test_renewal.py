"""Every safe gets a fresh key and what is in it reads the same; the former key goes when it is needed no more."""

import io
import os
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import modify_settings

from tests.factories.vault import a_hold, a_safe, unlock
from tests.vault.specimens import Specimen
from vault import masters, sealed_places, storage
from vault.ciphers import keys_of
from vault.facts import RotationUnfinished, SealBroken
from vault.files import read_file, seal_file
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.models import SealedFile
from vault.sealing import open_with
from vault.services import (
    begin_renewal,
    end_renewal,
    fence,
    former_keys_to_remove,
    remove_former_key,
    renew_safe_keys,
    renewal_state,
    renewing,
    shred,
    sweep_orphan_files,
    verify_shredded,
)
from vault.terms import SEGMENT_BYTES
from vault.unlocking import ciphers_of, sealing, unlocked

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.usefixtures("specimen_tables")]

TEXT = "Jan slaapt slecht"
LABEL = "specimens.specimen.text"
SPECIMENS = "tests.vault.specimens.Specimens"
PAPER = b"%PDF-1.7 " + bytes(range(256)) * (SEGMENT_BYTES // 128)


@pytest.fixture(autouse=True)
def specimens_are_a_room():
    with modify_settings(INSTALLED_APPS={"append": SPECIMENS}):
        yield


@pytest.fixture
def paper(specimen):
    return seal_file(specimen.safe, io.BytesIO(PAPER), media_type="application/pdf")


def renew():
    """Renew the keys as far as that goes today."""
    begin_renewal()
    list(renew_safe_keys())


def a_day_later():
    """Let the former keys and the former bytes have lingered for a day."""
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "UPDATE keys_safekey SET retired_at = retired_at - interval '2 days',"
            " emptied_at = emptied_at - interval '25 hours' WHERE retired_at IS NOT NULL"
        )
    for safe_id in SafeKey.objects.values_list("safe_id", flat=True):
        for name in storage.names_of(safe_id):
            path = Path(settings.AKKOORD_STORAGE_DIR) / name
            moment = path.stat().st_mtime - 2 * 24 * 60 * 60
            os.utime(path, (moment, moment))


def finish():
    """Remove what may go, and return the faults of what may not."""
    proofs = list(former_keys_to_remove())
    for proof in proofs:
        if not proof.faults:
            remove_former_key(proof.key_id)
    return [fault for proof in proofs for fault in proof.faults]


def ciphertext(row, column="text"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        return bytes(cursor.fetchone()[0])


def is_under(key, row):
    with suppress(SealBroken):
        open_with(AESGCM(key), ciphertext(row), safe_id=row.safe_id, label=LABEL, row_id=row.pk)
        return True
    return False


def test_everything_is_sealed_anew_and_reads_the_same(specimen, paper):
    (old,) = keys_of([specimen.safe_id])[specimen.safe_id]
    canary = bytes(specimen.safe.canary)

    renew()

    fresh, former = keys_of([specimen.safe_id])[specimen.safe_id]
    assert former == old
    assert (is_under(fresh, specimen), is_under(old, specimen)) == (True, False)
    specimen.safe.refresh_from_db()
    assert bytes(specimen.safe.canary) != canary
    renewed = SealedFile.objects.get(pk=paper.pk)
    assert renewed.storage_name != paper.storage_name
    assert (renewed.sha256, renewed.size_bytes) == (paper.sha256, paper.size_bytes)
    with unlock(specimen.safe):
        assert Specimen.objects.get(pk=specimen.pk).text == TEXT
        assert read_file(renewed) == PAPER
        assert read_file(paper) == PAPER, "who had the row already still finds the bytes"


def test_the_former_key_goes_a_day_after_and_then_opens_nothing(specimen, paper):
    before, (old,) = ciphertext(specimen), keys_of([specimen.safe_id])[specimen.safe_id]
    renew()

    assert finish() == []
    assert SafeKey.objects.count() == 2, "a day has not passed"
    a_day_later()
    assert sweep_orphan_files() == 0, "the former bytes are no orphans"
    assert finish() == []

    (fresh,) = keys_of([specimen.safe_id])[specimen.safe_id]
    assert fresh != old
    assert storage.names_of(specimen.safe_id) == [SealedFile.objects.get(pk=paper.pk).storage_name]
    with unlock(specimen.safe):
        assert Specimen.objects.get(pk=specimen.pk).text == TEXT
        with connection.cursor() as cursor:
            cursor.execute("UPDATE specimens_specimen SET text = %s", [before])
        with pytest.raises(SealBroken):
            _ = Specimen.objects.get(pk=specimen.pk).text
    assert end_renewal()
    assert renewal_state() is None


def test_what_somebody_wrote_under_the_former_key_is_found_and_lingers_another_day(specimen):
    stale = ciphers_of([specimen.safe_id])
    renew()
    with unlocked(stale), sealing([specimen.safe_id]):
        late = Specimen.objects.create(safe=specimen.safe, text="te laat")
    a_day_later()

    assert list(former_keys_to_remove()) == []

    fresh, _former = keys_of([specimen.safe_id])[specimen.safe_id]
    assert is_under(fresh, late)
    a_day_later()
    assert finish() == []
    assert SafeKey.objects.count() == 1
    with unlock(specimen.safe):
        assert Specimen.objects.get(pk=late.pk).text == "te laat"


def test_what_opens_under_neither_key_keeps_the_former_one(specimen, paper):
    broken = Specimen.objects.create(safe=specimen.safe, text="kapot")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE specimens_specimen SET text = set_byte(text, 20, get_byte(text, 20) # 1) WHERE id = %s",
            [broken.pk],
        )
    path = Path(settings.AKKOORD_STORAGE_DIR) / paper.storage_name
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    renew()
    a_day_later()

    assert finish() == ["specimens_specimen.text: 1", "vault_sealedfile: 1"]

    assert SafeKey.objects.count() == 2
    assert not end_renewal()


def test_a_column_that_no_model_knows_keeps_the_former_key(specimen, monkeypatch):
    known = [place for place in sealed_places.places() if place.table != "specimens_specimen"]
    monkeypatch.setattr(sealed_places, "places", lambda: known)
    renew()
    a_day_later()

    assert finish() == ["specimens_specimen.text: 1"]


def test_a_hold_does_not_forbid_it(specimen):
    a_hold(specimen.safe)
    renew()
    a_day_later()

    assert finish() == []
    assert SafeKey.objects.count() == 1


def test_what_is_being_destroyed_is_left_alone(specimen, other_safe):
    fence([specimen.safe_id])
    before = ciphertext(specimen)

    renew()

    assert ciphertext(specimen) == before
    assert SafeKey.objects.filter(safe_id=specimen.safe_id).count() == 1
    assert SafeKey.objects.filter(safe_id=other_safe.id).count() == 2
    a_day_later()
    assert finish() == []
    assert end_renewal(), "a fence does not keep a renewal from its end"


def test_a_shred_in_the_middle_takes_both_keys(specimen, paper):
    renew()

    shred([specimen.safe_id], case_id=new_id(), certificate_id=None)

    assert keys_of([specimen.safe_id]) == {}
    assert verify_shredded(specimen.safe_id)
    a_day_later()
    assert finish() == []
    assert end_renewal()


def test_a_renewal_goes_on_where_it_was_and_begins_once(safe):
    assert begin_renewal()
    assert not begin_renewal()
    newer = a_safe()
    list(renew_safe_keys())

    assert SafeKey.objects.filter(safe_id=safe.id).count() == 2
    assert SafeKey.objects.filter(safe_id=newer.id).count() == 1, "made after it began, so its key is fresh"
    list(renew_safe_keys())
    assert SafeKey.objects.count() == 3


def test_the_master_key_is_renewed_for_both_keys(specimen, settings):
    renew()
    settings.AKKOORD_MASTER_KEYS = {"new": b"n" * 32, **settings.AKKOORD_MASTER_KEYS}

    call_command("vault", "rotate", stdout=io.StringIO())

    assert masters.in_use() == {"new": 2}
    assert len(keys_of([specimen.safe_id])[specimen.safe_id]) == 2


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_row_that_somebody_works_in_is_left_for_the_next_pass(specimen_tables, monkeypatch):
    monkeypatch.setattr(renewing, "PATIENCE_SECONDS", 0.2)
    row = Specimen.objects.create(safe=a_safe(), text=TEXT)
    begin_renewal()

    with psycopg.connect(**_connection()) as somebody:
        somebody.execute("SELECT FROM specimens_specimen WHERE id = %s FOR UPDATE", [row.pk])
        with pytest.raises(RotationUnfinished):
            list(renew_safe_keys())
        assert renewal_state().waiting == 1
    list(renew_safe_keys())

    assert renewal_state().waiting == 0
    Specimen.objects.all().delete()


def test_every_column_of_bytes_beside_a_safe_is_sealed_or_no_content():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT columns.table_name || '.' || columns.column_name FROM information_schema.columns columns"
            " JOIN information_schema.columns home USING (table_schema, table_name)"
            " WHERE columns.table_schema = current_schema() AND columns.data_type = 'bytea'"
            " AND home.column_name = 'safe_id'"
        )
        beside = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT place || '.' || field FROM vault_sealed_columns()")
        sealed = {name for (name,) in cursor.fetchall()}

    places = {f"{place.table}.{place.column}" for place in sealed_places.places()}
    assert sealed - places == {"audit_event.details"}, "the log is never changed (docs/decisions/0025)"
    assert places <= sealed
    assert beside - sealed == {"audit_event.leaf_sha256", "dossiers_client.email_index"}


def _connection():
    found = connections["default"].settings_dict
    return {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}
