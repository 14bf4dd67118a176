"""The other path: what the catalogue of the database says is sealed in a safe, opened with one key and no other."""

from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from psycopg import sql

from vault import files, sealed_places
from vault.facts import FileBroken, SealBroken
from vault.models import SealedFile
from vault.sealed_places import SealedPlace

_ROWS_AT_ONCE = 200


class Scan:
    """A look at what the catalogue knows as sealed, which is read once for many safes."""

    def __init__(self) -> None:
        self._known = {(place.table, place.column): place for place in sealed_places.places()}
        with connection.cursor() as cursor:
            cursor.execute("SELECT place, field, home FROM vault_sealed_columns() ORDER BY place, field")
            self._columns = cursor.fetchall()

    def faults_under(self, key: AESGCM, safe_id: UUID) -> tuple[str, ...]:
        """Open all that is sealed in a safe with this key alone, files too, and say where how much does not open.

        A column whose label no model knows is a fault as soon as something lies in it: nobody knows what it is under.
        """
        tables = sealed_places.tables_of(safe_id, self._columns)
        counted = {
            f"{table}.{column}": _closed(key, safe_id, table, column, home, self._known.get((table, column)))
            for table, column, home in self._columns
            if table in tables
        }
        counted["vault_sealedfile"] = _closed_files(key, safe_id)
        return tuple(f"{place}: {count}" for place, count in counted.items() if count)


def _closed(key: AESGCM, safe_id: UUID, table: str, column: str, home: str, place: SealedPlace | None) -> int:
    statement = sql.SQL("SELECT id, {column} FROM {table} WHERE {home} = %s AND {column} IS NOT NULL").format(
        table=sql.Identifier(table), column=sql.Identifier(column), home=sql.Identifier(home)
    )
    closed = 0
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(statement, [safe_id])
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            closed += sum(not _opens(key, safe_id, place, row_id, bytes(sealed)) for row_id, sealed in rows)
    return closed


def _opens(key: AESGCM, safe_id: UUID, place: SealedPlace | None, row_id: UUID, sealed: bytes) -> bool:
    if place is None:
        return False
    try:
        place.opened(key, sealed, safe_id=safe_id, row_id=row_id)
    except SealBroken:
        return False
    return True


def _closed_files(key: AESGCM, safe_id: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, safe_id, storage_name, size_bytes, sha256 FROM vault_sealedfile WHERE safe_id = %s", [safe_id]
        )
        found = [
            SealedFile(id=file_id, safe_id=home, storage_name=name, size_bytes=size_bytes, sha256=digest)
            for file_id, home, name, size_bytes, digest in cursor.fetchall()
        ]
    return sum(not _is_whole(key, sealed_file) for sealed_file in found)


def _is_whole(key: AESGCM, sealed_file: SealedFile) -> bool:
    try:
        files.assert_whole(sealed_file, key)
    except FileBroken:
        return False
    return True
