"""The specimens' tables, and a ledger and a storage folder for each test alone."""

import pytest
from django.db import connection

from tests.buckets import bucket_server, file_bucket_name, ledger_bucket_name, reach  # noqa: F401 - fixtures
from tests.factories.vault import a_safe
from tests.vault.specimens import Ringed, Specimen
from vault import quarantine
from vault.guards import GuardRows
from vault.models import Safe


@pytest.fixture(scope="session")
def specimen_tables(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE akkoord_owner")
            cursor.execute("DROP TABLE IF EXISTS specimens_specimen, specimens_ringed")
        with connection.schema_editor() as editor:
            editor.create_model(Specimen)
            editor.create_model(Ringed)
            # Without foreign keys, because other tests empty the tables of the house and don't know this one.
            editor.deferred_sql.clear()
            for statement in GuardRows("specimens_specimen").forward():
                editor.execute(statement)
        connection.close()


@pytest.fixture(autouse=True)
def own_folders(doors_looked_at, settings, tmp_path, monkeypatch) -> None:
    # A line that a test writes by hand is of no shred that is at work, so there is nothing to wait for.
    monkeypatch.setattr(quarantine, "PATIENCE_SECONDS", 0.1)
    settings.AKKOORD_STORAGE_DIR = tmp_path / "files"
    quarantine.forget()  # a test begins as a process does


@pytest.fixture
def safe(db) -> Safe:
    return a_safe()


@pytest.fixture
def other_safe(db) -> Safe:
    return a_safe()


@pytest.fixture
def specimen(specimen_tables, safe) -> Specimen:
    return Specimen.objects.create(safe=safe, text="Jan slaapt slecht", word="plain")
