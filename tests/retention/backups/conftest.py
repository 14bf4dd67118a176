"""Two databases, a ledger, files and backups for one test alone, in which everything happens for real."""

import gzip
import os
import zlib
from dataclasses import replace

import psycopg
import pytest
from django.db import connections
from psycopg import sql

from config.db import roles
from config.embedded import postgres as server
from retention.backups import postgres
from tests.buckets import bucket_server, file_bucket_name, reach  # noqa: F401 - fixtures
from vault import quarantine

OWNERS = {"default": roles.DEFAULT, "keys": roles.KEYS}


@pytest.fixture(scope="session")
def templates(django_db_setup, django_db_blocker):
    """Copy the test databases once, with the privileges that a server gives them, to make all others from."""
    with django_db_blocker.unblock():
        made = {alias: _template(alias, names) for alias, names in OWNERS.items()}
    yield made
    for name in made.values():
        drop(name)


@pytest.fixture
def house(templates, transactional_db, settings, tmp_path):
    """Work in databases and folders that a test may overwrite."""
    settings.AKKOORD_STORAGE_DIR = tmp_path / "files"
    settings.AKKOORD_BACKUP_DIR = tmp_path / "backups"
    was = {alias: connections[alias].settings_dict["NAME"] for alias in OWNERS}
    own = {alias: f"drill_{os.getpid()}_{alias}" for alias in OWNERS}
    try:
        for alias, names in OWNERS.items():
            drop(own[alias])
            copy(templates[alias], own[alias], names)
            work_in(alias, own[alias])
        quarantine.doors_closed()
        yield tmp_path
    finally:
        for alias in OWNERS:
            work_in(alias, was[alias])
            drop(own[alias])


def start_anew(templates):
    """Put empty databases in the place of those that a test works in."""
    for alias, names in OWNERS.items():
        name = connections[alias].settings_dict["NAME"]
        connections[alias].close()
        drop(name)
        copy(templates[alias], name, names)
    quarantine.forget()


def _template(alias, names):
    was, name = connections[alias].settings_dict["NAME"], f"drill_{os.getpid()}_{alias}_template"
    dumped = bytearray()
    connections[alias].close()
    postgres.dump(alias, _Into(dumped))
    drop(name)
    with admin() as connection:
        connection.execute(roles.create_database(replace(names, database=name)))
    with admin(name) as connection:
        for statement in roles.grant_privileges(names):
            connection.execute(statement)
    # A cluster of tests gives every database the privileges of both; a server gives each its own.
    lines = zlib.decompress(dumped, 16 + zlib.MAX_WBITS).splitlines(keepends=True)
    kept = b"".join(line for line in lines if not line.startswith(b"ALTER DEFAULT PRIVILEGES"))
    work_in(alias, name)
    postgres.restore(alias, _From(gzip.compress(kept, 1)))
    work_in(alias, was)
    return name


def copy(template, name, names):
    """Make a database like another."""
    statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
    with admin() as connection:
        connection.execute(statement.format(*map(sql.Identifier, (name, names.owner, template))))


def work_in(alias, name):
    """Let every process of this test find this database."""
    connections[alias].close()
    connections[alias].settings_dict["NAME"] = name


def drop(name):
    with admin() as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def admin(database="postgres"):
    return psycopg.connect(
        host=str(server.address()), port=server.PORT, user=server.SUPERUSER, dbname=database, autocommit=True
    )


class _Into:
    def __init__(self, store):
        self._store = store

    def write(self, data):
        self._store += data
        return len(data)


class _From:
    def __init__(self, store):
        self._store, self._position = bytes(store), 0

    def read(self, size=-1):
        piece = self._store[self._position :][: size if size >= 0 else None]
        self._position += len(piece)
        return piece
