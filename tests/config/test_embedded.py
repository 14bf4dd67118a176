"""The servers that a checkout brings are shut to others and write nothing down about people."""

import pytest
from django.db import connection

from config.db import roles
from config.embedded import ensure_servers, postgres, redis

pytestmark = pytest.mark.django_db


def test_servers_that_run_are_found_and_not_started_again():
    assert ensure_servers() == []


@pytest.mark.parametrize("folder", [postgres.address(), redis.address().parent])
def test_only_their_owner_reaches_the_sockets(folder):
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("setting", "value"),
    [("log_error_verbosity", "terse"), ("log_min_messages", "fatal"), ("log_statement", "none"), ("TimeZone", "UTC")],
)
def test_server_writes_down_no_rows(setting, value):
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting FROM pg_settings WHERE name = %s", [setting])

        assert cursor.fetchone() == (value,)


def test_server_listens_to_no_network():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('listen_addresses')")

        assert cursor.fetchone() == ("",)


@pytest.mark.parametrize("of", roles.BOTH)
def test_script_for_an_administrator_makes_a_database_without_superusers(of):
    script = roles.script(of)

    assert f"CREATE DATABASE {of.database} OWNER {of.owner}" in script
    assert " SUPERUSER" not in script.replace("NOSUPERUSER", "")


@pytest.mark.parametrize("of", roles.BOTH)
def test_script_tells_the_database_that_rows_are_near(of):
    """Else a question about a hundred dossiers reads whole tables, and costs more where there are more."""
    assert f"ALTER ROLE {of.login} SET random_page_cost = 1.1;" in roles.script(of)


def test_locks_of_who_was_killed_are_let_go_and_no_test_waits_for_ever():
    with connection.cursor() as cursor:
        cursor.execute("SHOW client_connection_check_interval")
        assert cursor.fetchone() == ("10s",)
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("2min",)
