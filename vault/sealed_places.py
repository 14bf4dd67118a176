"""Every column of sealed values, found in the models, and the exchange of what lies there for what is sealed anew."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import OperationalError, connection, transaction
from psycopg import errors, sql

from vault import sealing
from vault.ciphers import Cipher
from vault.fields import SealedField, SealedModel
from vault.terms import CANARY_LABEL

VALUES_AT_ONCE: Final = 100


@dataclass(frozen=True)
class SealedPlace:
    """A column of ciphertext, the label that is part of each seal, and the column that names the safe."""

    table: str
    column: str
    label: str
    home: str = "safe_id"

    def values_after(self, last: UUID | None, *, safe_id: UUID) -> list[tuple[UUID, bytes]]:
        """Return ids and ciphertexts of one safe in the order of the ids, from the start or after one of them."""
        statement = sql.SQL(
            "SELECT id, {column} FROM {table} WHERE {home} = %s AND {column} IS NOT NULL"
            " AND (%s::uuid IS NULL OR id > %s) ORDER BY id LIMIT %s"
        ).format(table=sql.Identifier(self.table), column=sql.Identifier(self.column), home=sql.Identifier(self.home))
        with connection.cursor() as cursor:
            cursor.execute(statement, [safe_id, last, last, VALUES_AT_ONCE])
            return [(row_id, bytes(sealed)) for row_id, sealed in cursor.fetchall()]

    def values_of(self, row_ids: Collection[UUID]) -> list[tuple[UUID, bytes]]:
        """Return ids and ciphertexts of these rows, in the order of the ids."""
        statement = sql.SQL("SELECT id, {column} FROM {table} WHERE id = ANY(%s) ORDER BY id").format(
            table=sql.Identifier(self.table), column=sql.Identifier(self.column)
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [list(row_ids)])
            return [(row_id, bytes(sealed)) for row_id, sealed in cursor.fetchall()]

    def opened(self, cipher: Cipher, sealed: bytes, *, safe_id: UUID, row_id: UUID) -> bytes:
        """Return the plaintext bytes of a value that lies here; raises SealBroken."""
        return sealing.open_with(cipher, sealed, safe_id=safe_id, label=self.label, row_id=row_id)

    def sealed(self, cipher: Cipher, plaintext: bytes, *, safe_id: UUID, row_id: UUID) -> bytes:
        """Return the value sealed for a row here."""
        return sealing.seal_with(cipher, plaintext, safe_id=safe_id, label=self.label, row_id=row_id)

    def exchange(self, safe_id: UUID, pairs: Sequence[tuple[UUID, bytes, bytes]]) -> int:
        """Put each second ciphertext in the place of the first, unless somebody is at work there; return how many.

        One statement, whole or not at all. Raises IntegrityError when the safe is fenced.
        """
        ids, was, fresh = (list(column) for column in zip(*pairs, strict=True))
        params: list[Any] = [self.table, self.column, safe_id, ids, was, fresh]
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT vault_reseal(%s, %s, %s, %s, %s, %s)", params)
                return int(cursor.fetchone()[0])
        except OperationalError as busy:
            if isinstance(busy.__cause__, errors.LockNotAvailable | errors.DeadlockDetected):
                return 0
            raise


def places() -> list[SealedPlace]:
    """Return every sealed column of the models, and that of the canaries."""
    canary = SealedPlace("vault_safe", "canary", CANARY_LABEL, home="id")
    found = [
        SealedPlace(model._meta.db_table, str(field.column), field.label)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedField)
    ]
    return [canary, *sorted(found, key=lambda place: (place.table, place.column))]


def place_of(model: type[SealedModel], name: str) -> SealedPlace:
    """Return the sealed column of this name."""
    field = next(field for field in model.sealed_fields() if field.name == name)
    return SealedPlace(model._meta.db_table, str(field.column), field.label)


def tables_of(safe_id: UUID, columns: Collection[tuple[str, str, str]]) -> set[str]:
    """Return which tables have something sealed in a safe, in one query.

    Asked are these columns, each as its table, its name and the column that names the safe. Rows without a value there
    are not looked at: the log may have millions of one safe, and an index of those that hold something is small.
    """
    looks = [
        sql.SQL(
            "SELECT {name} WHERE EXISTS (SELECT FROM {table} WHERE {home} = %(safe_id)s AND {column} IS NOT NULL)"
        ).format(
            name=sql.Literal(table),
            table=sql.Identifier(table),
            home=sql.Identifier(home),
            column=sql.Identifier(column),
        )
        for table, column, home in sorted(set(columns))
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ").join(looks), {"safe_id": safe_id})
        return {str(table) for (table,) in cursor.fetchall()}
