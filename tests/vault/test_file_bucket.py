"""Sealed files in a bucket instead of a folder: the same promises, kept by another home."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.starting import refuse_to_start_on_unfit_buckets
from tests.buckets import NOBODY
from tests.factories.vault import unlock
from vault import buckets, storage
from vault.facts import FileBroken, StorageOutOfReach
from vault.files import assert_storage_in_reach, delete_file, open_file, read_file, seal_file
from vault.models import SealedFile
from vault.services import begin_renewal, renew_safe_keys, sweep_orphan_files
from vault.terms import SEGMENT_BYTES

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PAPER = b"%PDF-1.7 " + bytes(range(256)) * (SEGMENT_BYTES // 100)


@pytest.fixture
def paper(file_bucket_name, safe):
    return seal_file(safe, io.BytesIO(PAPER), media_type="application/pdf")


def lying_in(bucket):
    """Return all objects of the bucket."""
    return [found["Key"] for found in buckets.client().list_objects_v2(Bucket=bucket).get("Contents", [])]


def test_a_file_lies_sealed_in_the_bucket_and_nowhere_else(paper, safe, file_bucket_name, settings):
    assert lying_in(file_bucket_name) == sorted([f"house/{paper.storage_name}", "house/storage.akkoord"])
    sealed = buckets.client().get_object(Bucket=file_bucket_name, Key=f"house/{paper.storage_name}")["Body"].read()
    assert b"%PDF" not in sealed
    assert not settings.AKKOORD_STORAGE_DIR.exists()
    assert storage.names_of(safe.id) == [paper.storage_name]
    assert storage.size_of(paper.storage_name) == len(sealed)
    with unlock(safe):
        assert read_file(paper) == PAPER


def test_an_upload_that_fails_leaves_nothing(paper, safe, file_bucket_name):
    class Torn:
        def read(self, _size=-1):
            raise EOFError

    with pytest.raises(EOFError):
        seal_file(safe, Torn(), media_type="text/plain")

    assert storage.names_of(safe.id) == [paper.storage_name]


def test_a_file_that_is_deleted_is_gone(paper, safe, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(paper)

    assert storage.names_of(safe.id) == []
    with unlock(safe), pytest.raises(FileBroken):
        open_file(paper)


def test_what_no_row_names_is_swept_by_its_age(paper, safe):
    with storage.writing(storage.new_name(safe.id)) as output:
        output.write(b"left")

    assert sweep_orphan_files() == 0
    now = datetime.now(UTC) + timedelta(days=2)
    assert len(list(storage.names_older_than(timedelta(days=1), now=now, safe_id=safe.id))) == 2
    assert "storage.akkoord" not in set(storage.names_older_than(timedelta(days=1), now=now))


def test_a_renewal_of_the_keys_seals_it_anew_there(paper, safe):
    begin_renewal()
    list(renew_safe_keys())

    renewed = SealedFile.objects.get()
    assert sorted([paper.storage_name, renewed.storage_name]) == storage.names_of(safe.id)
    with unlock(safe):
        assert read_file(renewed) == PAPER


def test_a_bucket_that_is_away_takes_nothing_in_and_says_so(paper, safe, reach):
    reach(NOBODY)

    with pytest.raises(StorageOutOfReach):
        seal_file(safe, io.BytesIO(PAPER), media_type="application/pdf")
    with pytest.raises(StorageOutOfReach):
        assert_storage_in_reach()
    with unlock(safe), pytest.raises(StorageOutOfReach):
        open_file(paper)
    assert SealedFile.objects.count() == 1


def test_another_bucket_than_was_written_in_is_noticed(paper, settings, file_bucket_name):
    settings.AKKOORD_STORAGE_BUCKET = f"s3://{file_bucket_name}/another"

    with pytest.raises(StorageOutOfReach):
        assert_storage_in_reach()


def test_a_bucket_that_keeps_what_is_deleted_stops_the_start(file_bucket_name, reach):
    refuse_to_start_on_unfit_buckets()
    buckets.client().put_bucket_versioning(Bucket=file_bucket_name, VersioningConfiguration={"Status": "Enabled"})

    with pytest.raises(ImproperlyConfigured, match="keeps versions"):
        refuse_to_start_on_unfit_buckets()
    reach(NOBODY)
    refuse_to_start_on_unfit_buckets()
