"""The programs of PostgreSQL: one dumps a database as a stream of SQL, the other takes such a stream in."""

import os
import re
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any, Final, Protocol

from django.conf import settings
from django.db import connections
from psycopg import conninfo

from retention.backups.troubles import ProgramFailed

_PIECE: Final = 256 * 1024
# What Django puts among the options and libpq doesn't know.
_OF_DJANGO: Final = {"assume_role", "pool", "server_side_binding", "isolation_level", "prepare_threshold", "context"}
_GZIP: Final = 16 + zlib.MAX_WBITS

# As the owner of the tables: whatever is there goes, what the dump holds comes, and nobody sees one without the other.
_EMPTY: Final = """
DO $$
DECLARE
    thing text;
BEGIN
    FOR thing IN SELECT format('TABLE %I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'
        UNION ALL SELECT format('VIEW %I.%I', schemaname, viewname) FROM pg_views WHERE schemaname = 'public'
    LOOP
        EXECUTE 'DROP ' || thing || ' CASCADE';
    END LOOP;
    FOR thing IN SELECT format('SEQUENCE %I.%I', sequence_schema, sequence_name)
        FROM information_schema.sequences WHERE sequence_schema = 'public'
    LOOP
        EXECUTE 'DROP ' || thing || ' CASCADE';
    END LOOP;
    FOR thing IN SELECT format('ROUTINE %s', oid::regprocedure) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
    LOOP
        EXECUTE 'DROP ' || thing || ' CASCADE';
    END LOOP;
END $$;
"""


class Sink(Protocol):
    """Anything that takes bytes."""

    def write(self, data: bytes, /) -> int:
        """Take these bytes."""


class Source(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most this many bytes, and none at the end."""


def server_version(alias: str) -> int:
    """Return the major version of the server."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def moment(alias: str) -> datetime:
    """Return what time it is by the clock of the server."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found


def size_bytes(alias: str) -> int:
    """Return what the database takes on its disk; a dump of it is smaller."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def dump(alias: str, sink: Sink) -> None:
    """Write one consistent moment of a database, compressed, to the sink; raises ProgramFailed."""
    command = [_program("pg_dump", alias), "--format=plain", "--no-owner", "--compress=1", f"--role={owner(alias)}"]
    with _running([*command, f"--dbname={_address(alias)}"], alias, stdout=subprocess.PIPE) as process:
        assert process.stdout
        while piece := process.stdout.read(_PIECE):
            sink.write(piece)


def restore(alias: str, source: Source, *, then: str = "") -> None:
    """Put what dump() wrote in the place of everything in a database, in one transaction with a statement after it.

    Killed anywhere, the database is what it was or what it becomes. Raises ProgramFailed.
    """
    command = [_program("psql", alias), "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    command.append("--set=VERBOSITY=sqlstate")
    options = f"-c role={owner(alias)} -c client_min_messages=error -c lock_timeout=30s"
    connections[alias].close()
    with _running(
        [*command, "--output=/dev/null", f"--dbname={_address(alias)}"],
        alias,
        stdin=subprocess.PIPE,
        environment={"PGOPTIONS": options},
    ) as process:
        assert process.stdin
        try:
            process.stdin.write(_EMPTY.encode())
            for piece in _unpacked(source):
                process.stdin.write(piece)
            process.stdin.write(f"\n{then}\n".encode())
            process.stdin.close()
        except BrokenPipeError:
            pass  # psql ended by itself, and its code says so


def _unpacked(source: Source) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP)
    while piece := source.read(_PIECE):
        while piece:
            yield unpacker.decompress(piece, _PIECE)
            piece = unpacker.unconsumed_tail
    yield unpacker.flush()


class _running:  # noqa: N801 - reads as a word in `with _running(...)`
    # Complaints go to a file without a name, and the caller hears the first line: pg_dump quotes no rows, and psql is
    # told to say no more than the code of an error.
    def __init__(
        self, command: list[str], alias: str, *, environment: dict[str, str] | None = None, **streams: Any
    ) -> None:
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the program
        password = {"PGPASSWORD": str(found)} if (found := connections[alias].settings_dict["PASSWORD"]) else {}
        self._name = os.path.basename(command[0])
        self.process = subprocess.Popen(
            command,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", **password, **(environment or {})},
            cwd="/",
            stderr=self._complaints,
            **streams,
        )

    def __enter__(self) -> subprocess.Popen[bytes]:
        return self.process

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is not None:
            self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream and not stream.closed:
                stream.close()
        code = self.process.wait()
        self._complaints.seek(0)
        said = self._complaints.readline(200).decode(errors="replace").strip()
        self._complaints.close()
        if kind is None and code:
            raise ProgramFailed(f"{self._name} ended with code {code}: {said}")


def _program(name: str, alias: str) -> str:
    folder = getattr(settings, "AKKOORD_POSTGRES_PROGRAMS", None)
    found = shutil.which(name, path=str(folder) if folder else None)
    if found is None:
        raise ProgramFailed(
            f"{name} is not found. Install the client of PostgreSQL, or set AKKOORD_POSTGRES_PROGRAMS."
        )
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    version, needed = int(re.findall(r"(\d+)[.\d]*", said)[0]), server_version(alias)
    if version < needed:
        raise ProgramFailed(f"{name} is of version {version} and the server of {needed}. Install that one.")
    return found


def owner(alias: str) -> str:
    """Return the role that owns the database and its tables."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()")
        return str(cursor.fetchone()[0])


def _address(alias: str) -> str:
    found = connections[alias].settings_dict
    place = {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}
    options = {name: value for name, value in found["OPTIONS"].items() if name not in _OF_DJANGO}
    return conninfo.make_conninfo("", **{name: value for name, value in {**options, **place}.items() if value})
