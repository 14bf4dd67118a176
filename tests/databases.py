"""Both databases of a test process: copied from one that was migrated, and emptied after a test that commits."""

import ast
import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import _get_all_permissions
from django.contrib.contenttypes.models import ContentType
from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

from config.embedded.state import servers_folder

ROOT = Path(settings.BASE_DIR)
PREFIX = "migrated"
WRITTEN_BY_MIGRATE = ("django_content_type", "auth_permission")  # about the models, in a database that has them
_last_written: dict[str, int] = {}


def make_copy(alias: str) -> None:
    """Make the database of this test process, as a copy of the one in which every migration ran."""
    connection = connections[alias]
    name = connection.creation._get_test_db_name()
    with _one_process_at_a_time(alias):
        template = _migrated(connection)
        _in_no_database(connection, f'DROP DATABASE IF EXISTS "{name}"')  # and fail where another run works on it
        _in_no_database(connection, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _use(connection, name)
    _remember_what_migrate_wrote(connection)


def drop_copy(alias: str) -> None:
    """Drop it, ending what a thread of a live server left open."""
    connection = connections[alias]
    connection.close()
    _in_no_database(connection, f'DROP DATABASE "{connection.settings_dict["NAME"]}" WITH (FORCE)', role="NONE")


def know_the_models() -> None:
    """Know the rows about all models from now on, so that no count of queries hangs on who asked for one first."""
    ContentType.objects.clear_cache()
    ContentType.objects.get_for_models(
        *(model for model in apps.get_models() if router.db_for_read(model) == "default")
    )


def empty(test: TransactionTestCase) -> None:
    """Empty what this test committed; as superuser, which only a test cluster gives, guards and rights are passed.

    Rows are deleted, for TRUNCATE makes a new file for each table and index, filled or not. What `migrate` itself
    writes about the models stays, so that it need not be written again.
    """
    for alias in test._databases_names(include_mirrors=False):
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            tables = {table for (table,) in cursor.fetchall()} - {"django_migrations"}
            # A thread of a live server may still be writing: what it commits must be gone too.
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
            # A table in which nothing was ever written has no length; deleting from it would open all its indexes.
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relnamespace = 'public'::regnamespace"
                " AND pg_relation_size(oid) > 0",
                [list(tables)],
            )
            written = [table for (table,) in cursor.fetchall()]
            cursor.execute("; ".join(f"DELETE FROM {table} {_newer_than_migrate(table)}" for table in written))
    know_the_models()


def fingerprint() -> str:
    """Return a hash of all that decides what a migrated database holds."""
    seen = hashlib.sha256()
    for path in sorted(files_of_migrations()):
        seen.update(f"{path}\n".encode() + path.read_bytes())
    for model in apps.get_models():
        seen.update(f"{model._meta.label} {_get_all_permissions(model._meta)}\n".encode())
    seen.update(" ".join(map(version, ["django", "psycopg"])).encode())
    return seen.hexdigest()[:16]


def _migrated(connection: BaseDatabaseWrapper) -> str:
    """Return the name of the migrated database, migrating it where no earlier process did."""
    name = f"{PREFIX}_{connection.alias}_{fingerprint()}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}_{connection.alias}_%"])
        there = {row[0] for row in cursor.fetchall()}
    if name in there:
        return name
    for other in there:
        _in_no_database(connection, f'DROP DATABASE "{other}" WITH (FORCE)', role="NONE")
    tests = connection.settings_dict["TEST"]
    wanted, tests["NAME"] = tests["NAME"], f"{PREFIX}_{connection.alias}_halfway"
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        halfway, tests["NAME"] = tests["NAME"], wanted
    connection.close()
    # Only now does it have its name: a process that is stopped halfway leaves nothing that a next one would trust.
    _in_no_database(connection, f'ALTER DATABASE "{halfway}" RENAME TO "{name}"')
    return name


def files_of_migrations() -> set[Path]:
    """Return the migrations of every app, and each module of the house that they import."""
    found: set[Path] = set()
    waiting = [path for app in apps.get_app_configs() for path in Path(app.path).glob("migrations/*.py")]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imported_by(path)
    return found


def _imported_by(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            if (ROOT / name.partition(".")[0] / "__init__.py").exists():
                yield from _files_of(name)


def _files_of(name: str) -> Iterator[Path]:
    place = ROOT / name.replace(".", "/")
    yield from (path for path in (place.with_suffix(".py"), place / "__init__.py") if path.exists())


def _remember_what_migrate_wrote(connection: BaseDatabaseWrapper) -> None:
    for table in set(WRITTEN_BY_MIGRATE) & set(connection.introspection.table_names()):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT max(id) FROM {table}")
            (_last_written[table],) = cursor.fetchone()


def _newer_than_migrate(table: str) -> str:
    return f"WHERE id > {_last_written[table]}" if table in _last_written else ""


@contextmanager
def _one_process_at_a_time(alias: str) -> Iterator[None]:
    with (servers_folder() / f"{PREFIX}-{alias}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _in_no_database(connection: BaseDatabaseWrapper, statement: str, *, role: str = "") -> None:
    with connection.creation._nodb_cursor() as cursor:
        if role:  # the login of a test cluster may end the sessions of others; the owner of the tables may not
            cursor.execute(f"SET ROLE {role}")
        cursor.execute(statement)


def _use(connection: BaseDatabaseWrapper, name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
