"""The environment decides where the servers are; in production nothing else does."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import addresses


def test_database_url_is_taken_apart_and_works_as_the_application(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://akkoord:p%40ss@db.example:6432/dossiers?sslmode=verify-full")

    found = addresses.databases()["default"]

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "6432", "dossiers")
    assert (found["USER"], found["PASSWORD"]) == ("akkoord", "p@ss")
    assert found["OPTIONS"] == {"sslmode": "verify-full", "assume_role": "akkoord_app"}


def test_command_that_changes_tables_works_as_owner(monkeypatch):
    monkeypatch.setenv("AKKOORD_DATABASE_ROLE", "owner")

    assert addresses.databases()["keys"]["OPTIONS"]["assume_role"] == "akkoord_keys_owner"


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://host", "nonsense"])
def test_database_url_of_another_form_is_refused(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must look like"):
        addresses.databases()


def test_production_starts_no_server_of_its_own(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL is not set"):
        addresses.databases(embedded_allowed=False)
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL is not set"):
        addresses.redis_url(0, embedded_allowed=False)
