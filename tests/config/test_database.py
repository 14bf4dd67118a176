"""The databases are real, recent, and used with the rights of the application."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, connections
from django.db.migrations.executor import MigrationExecutor
from django.test import TransactionTestCase

from audit.models import Event
from audit.services import record
from tests import databases
from tests.house import ROOT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("alias", "role"), [("default", "akkoord_app"), ("keys", "akkoord_keys_app")])
def test_tests_work_under_the_role_of_the_application(alias, role):
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('server_version_num')::int")
        user, version = cursor.fetchone()

    assert user == role
    assert version >= 180000


def test_application_owns_no_table():
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner <> 'akkoord_owner'")

        assert cursor.fetchone() == (0,)


def test_application_cannot_change_a_table():
    with pytest.raises(ProgrammingError, match="must be owner"), connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_user DROP COLUMN email")


@pytest.mark.parametrize("alias", ["default", "keys"])
def test_copy_that_tests_work_on_lacks_no_migration(alias):
    executor = MigrationExecutor(connections[alias])

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_database_is_migrated_anew_when_a_guard_or_a_migration_changes():
    decides = databases.files_of_migrations()

    assert {
        ROOT / "vault/guards/functions.py",
        ROOT / "dossiers/guards.py",
        ROOT / "vault/migrations/0001_initial.py",
    } <= decides
    assert any("guardian" in path.parts for path in decides)
    assert Path(__file__) not in decides


def test_keys_live_in_their_own_database_alone():
    tables = {alias: set(connections[alias].introspection.table_names()) for alias in ("default", "keys")}

    assert not any(name.startswith("keys_") for name in tables["default"])
    assert "accounts_user" not in tables["keys"]


@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_goes_past_every_guard_and_what_migrate_wrote_stays():
    record("note.read")
    kept = ContentType.objects.count(), Permission.objects.count()
    ContentType.objects.create(app_label="a_test", model="wrote")
    with connections["default"].cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("DELETE FROM audit_event")

    databases.empty(TransactionTestCase)

    assert not Event.objects.exists()
    assert (ContentType.objects.count(), Permission.objects.count()) == kept
