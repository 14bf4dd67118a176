"""Every place where something lies under the field keys, found in the models; and which key each value is under."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from psycopg import sql

from vault import ring
from vault.ring_fields import RingEncrypted

ROWS_AT_ONCE: Final = 500
_SAMPLE: Final = 50


@dataclass(frozen=True)
class RingPlace:
    """A column of ciphertext, or with `key` the text under one key of a JSON column that another package owns."""

    model: type[models.Model]
    column: str
    context: str
    key: str = ""

    def __str__(self) -> str:
        return ".".join(filter(None, (self.model._meta.label_lower, self.column, self.key)))

    def count(self) -> int:
        """Return how many values are there."""
        return int(self._rows("SELECT count(*) FROM {table} WHERE {value} IS NOT NULL")[0][0])

    def values_after(self, last: Any = None, *, at_most: int = ROWS_AT_ONCE) -> list[tuple[Any, bytes]]:
        """Return primary keys and ciphertexts in the order of the keys, from the start or after one of them."""
        if last is None:
            rows = self._rows(
                "SELECT {pk}, {value} FROM {table} WHERE {value} IS NOT NULL ORDER BY {pk} LIMIT %s", at_most
            )
        else:
            rows = self._rows(
                "SELECT {pk}, {value} FROM {table} WHERE {value} IS NOT NULL AND {pk} > %s ORDER BY {pk} LIMIT %s",
                last,
                at_most,
            )
        return [(pk, self._sealed(stored)) for pk, stored in rows]

    def newest(self, at_most: int) -> list[tuple[Any, bytes]]:
        """Return the last of them."""
        rows = self._rows(
            "SELECT {pk}, {value} FROM {table} WHERE {value} IS NOT NULL ORDER BY {pk} DESC LIMIT %s", at_most
        )
        return [(pk, self._sealed(stored)) for pk, stored in rows]

    def replace(self, pk: Any, old: bytes, new: bytes) -> bool:
        """Put one ciphertext in the place of another, unless somebody was there before; return whether it was done."""
        if self.key:
            statement = (
                "UPDATE {table} SET {column} = jsonb_set({column}, ARRAY[%s], to_jsonb(%s::text))"
                " WHERE {pk} = %s AND {value} = %s"
            )
            params: list[Any] = [self.key, new.hex(), pk, old.hex()]
        else:
            statement = "UPDATE {table} SET {column} = %s WHERE {pk} = %s AND {value} = %s"
            params = [new, pk, old]
        with connection.cursor() as cursor:
            cursor.execute(self._composed(statement), params)
            return bool(cursor.rowcount)

    def _rows(self, statement: str, *params: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self._composed(statement), params)
            return cursor.fetchall()

    def _composed(self, statement: str) -> sql.Composed:
        column = sql.Identifier(self.column)
        value = sql.SQL("({} ->> {})").format(column, sql.Literal(self.key)) if self.key else column
        return sql.SQL(statement).format(
            table=sql.Identifier(self.model._meta.db_table),
            pk=sql.Identifier(str(self.model._meta.pk.column)),
            column=column,
            value=value,
        )

    def _sealed(self, stored: Any) -> bytes:
        # What isn't hex was never sealed by the ring; it opens under no key and is reported as such.
        if not self.key:
            return bytes(stored)
        try:
            return bytes.fromhex(stored)
        except ValueError:
            return b""


def places() -> list[RingPlace]:
    """Return every ring column, and the texts that AKKOORD_RING_TEXTS names in tables of other packages."""
    columns = [
        RingPlace(model, str(field.column), field.context)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, RingEncrypted)
    ]
    texts = [
        RingPlace(apps.get_model(label), column, context, key)
        for label, column, key, context in settings.AKKOORD_RING_TEXTS
    ]
    return sorted([*columns, *texts], key=str)


def survey() -> dict[RingPlace, Counter[str | None]]:
    """Open every value once and return per place how many are under which key; none stands for no key of the ring."""
    return {place: Counter(ring.key_of(sealed, context=place.context) for sealed in _all(place)) for place in places()}


def refuse_unfit_ring() -> None:
    """Raise ImproperlyConfigured when old or new values open under no key of AKKOORD_FIELD_KEYS.

    The oldest and the newest of each place are tried, so that a start stays quick; `manage.py vault keys` tries all.
    """
    for place in places():
        sample = chain(place.values_after(at_most=_SAMPLE), place.newest(_SAMPLE))
        if any(ring.key_of(sealed, context=place.context) is None for _pk, sealed in sample):
            raise ImproperlyConfigured(
                f"AKKOORD_FIELD_KEYS lacks a key that {place} is still under, or holds another in its place."
                " Put it back, and take it out only when `manage.py vault keys` says so."
            )


def _all(place: RingPlace) -> Iterator[bytes]:
    last = None
    while values := place.values_after(last):
        last = values[-1][0]
        yield from (sealed for _pk, sealed in values)
