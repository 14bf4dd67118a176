"""Sealed files in a bucket are in the backup as those in a folder are, and come back there."""

import io

import pytest
from django.core.management import call_command

from retention.backups.making import make_backup
from tests.factories.vault import a_safe, unlock
from vault import storage
from vault.files import read_file, seal_file

pytestmark = [pytest.mark.slow, pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def test_a_file_that_is_lost_from_the_bucket_comes_back_from_the_backup(house, file_bucket_name):
    safe = a_safe()
    paper = seal_file(safe, io.BytesIO(b"a letter" * 200_000), media_type="application/pdf")
    made = make_backup()
    storage.remove(paper.storage_name)
    assert storage.size_of(paper.storage_name) is None

    call_command("restore", made.name, "--part", "files")

    with unlock(safe):
        assert read_file(paper) == b"a letter" * 200_000
    assert not [stored.name for stored in storage.everything() if not stored.is_finished]
