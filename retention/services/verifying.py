"""The other code path: a scan of the database catalogue, of both databases and of storage, that trusts no model."""

from collections.abc import Collection
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db import connections

from retention.facts import ResidueFound
from retention.inventory import declared
from vault import storage
from vault.among import Ids
from vault.models import Safe
from vault.services import not_shredded

# Columns by which any table, also one without a model, can point at the destroyed.
POINTERS = {"safe_id": "safe_ids", "client_id": "client_ids"}
_SAFES_AT_ONCE = 500


def verify_gone(*, safe_ids: Collection[UUID], client_ids: Collection[UUID]) -> None:
    """Prove that nothing of these safes and clients is left but declared residuals.

    Raises ResidueFound, naming tables and counts, never content.
    """
    residue = _rows_of(safe_ids=safe_ids, client_ids=client_ids) | _files_of(safe_ids)
    residue |= {f"key {safe_id}": 1 for safe_id in not_shredded(safe_ids)}
    if residue:
        raise ResidueFound(residue)


def verify_all_gone(safe_ids: list[UUID]) -> None:
    """Prove the same of every safe that was ever destroyed, set-wise, whether this database knows it or not.

    Raises ResidueFound.
    """
    for start in range(0, len(safe_ids), _SAFES_AT_ONCE):
        some = safe_ids[start : start + _SAFES_AT_ONCE]
        known = list(Safe.objects.filter(id__in=some).values_list("id", flat=True))
        strangers = sorted(set(some).difference(known))
        verify_gone(safe_ids=known, client_ids=[])
        residue = _rows_of(safe_ids=strangers, client_ids=[]) | _files_of(strangers)
        if residue:
            raise ResidueFound(residue)


def _rows_of(*, safe_ids: Collection[UUID], client_ids: Collection[UUID]) -> dict[str, int]:
    wanted = {"safe_ids": Ids(safe_ids), "client_ids": Ids(client_ids)}
    stays = _declared_residuals()
    found: dict[str, int] = {}
    for alias in ("default", "keys"):
        places = [place for place in _pointing_columns(alias) if place[0] not in stays]
        for (table, column), rows in _counted(alias, places, wanted).items():
            found[f"{alias}.{table}.{column}"] = rows
    return found


def _files_of(safe_ids: Collection[UUID]) -> dict[str, int]:
    return {f"files of {safe_id}": count for safe_id in safe_ids if (count := len(storage.names_of(safe_id)))}


def _pointing_columns(alias: str) -> list[tuple[str, str]]:
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT relname, attname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
            " WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'm', 'f')"
            " AND attname = ANY(%s) AND NOT attisdropped ORDER BY 1, 2",
            [list(POINTERS)],
        )
        return cursor.fetchall()


def _counted(alias: str, places: list[tuple[str, str]], wanted: dict[str, Ids]) -> dict[tuple[str, str], int]:
    """Count in one statement the rows of each of these places, and return those that have any."""
    connection = connections[alias]
    asked = [(table, column) for table, column in places if wanted[POINTERS[column]]]
    if not asked:
        return {}
    counts = " UNION ALL ".join(
        f"SELECT {nth}, count(*) FROM {connection.ops.quote_name(table)}"  # noqa: S608
        f" WHERE {connection.ops.quote_name(column)} = ANY((SELECT {POINTERS[column]} FROM sought)::uuid[])"
        for nth, (table, column) in enumerate(asked)
    )
    sought = ", ".join(f"%s::uuid[] AS {name}" for name in wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH sought AS MATERIALIZED (SELECT {sought}) {counts}",
            [ids.as_array for ids in wanted.values()],
        )
        return {asked[nth]: rows for nth, rows in cursor.fetchall() if rows}


@cache
def _declared_residuals() -> frozenset[str]:
    return frozenset(
        model._meta.db_table for model in apps.get_models() if declared(model, "kept") or declared(model, "blanked")
    )
