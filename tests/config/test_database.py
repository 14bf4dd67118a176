"""The databases are real, recent, and used with the rights of the application."""

from pathlib import Path

import pytest
from django.core.management.color import no_style
from django.db import ProgrammingError, connections
from django.db.migrations.executor import MigrationExecutor

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
def test_emptying_between_tests_passes_a_guard_that_refuses_deleting():
    with connections["default"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("REVOKE TRUNCATE, DELETE ON django_session FROM akkoord_app")
        cursor.execute("SELECT has_table_privilege('akkoord_app', 'django_session', 'TRUNCATE')")

        assert cursor.fetchone() == (False,)

    operations = connections["default"].ops
    operations.execute_sql_flush(operations.sql_flush(no_style(), ["django_session"]))
