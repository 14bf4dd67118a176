"""The other code path: a scan of the database catalogue, of both databases and of storage, that trusts no model."""

from uuid import UUID

from django.apps import apps
from django.db import connections

from retention.facts import ResidueFound
from retention.inventory import declared
from vault import storage
from vault.models import Safe
from vault.services import verify_shredded

# Columns by which any table, also one without a model, can point at the destroyed.
POINTERS = {"safe_id": "safe_ids", "client_id": "client_ids"}
_SAFES_AT_ONCE = 500


def verify_gone(*, safe_ids: list[UUID], client_ids: list[UUID]) -> dict[str, int]:
    """Prove that nothing of these safes and clients is left but declared residuals; returns what was looked at.

    Raises ResidueFound, naming tables and counts, never content.
    """
    residue = _rows_of(safe_ids=safe_ids, client_ids=client_ids) | _files_of(safe_ids)
    residue |= {f"key {safe_id}": 1 for safe_id in safe_ids if not verify_shredded(safe_id)}
    if residue:
        raise ResidueFound(residue)
    return {"tables": sum(len(_pointing_columns(alias)) for alias in ("default", "keys")), "keys": len(safe_ids)}


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


def _rows_of(*, safe_ids: list[UUID], client_ids: list[UUID]) -> dict[str, int]:
    wanted = {"safe_ids": safe_ids, "client_ids": client_ids}
    return {
        f"{alias}.{table}.{column}": rows
        for alias in ("default", "keys")
        for table, column in _pointing_columns(alias)
        if table not in _declared_residuals() and (rows := _count(alias, table, column, wanted[POINTERS[column]]))
    }


def _files_of(safe_ids: list[UUID]) -> dict[str, int]:
    return {f"files of {safe_id}": count for safe_id in safe_ids if (count := len(storage.names_of(safe_id)))}


def _pointing_columns(alias: str) -> list[tuple[str, str]]:
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND column_name = ANY(%s) ORDER BY 1, 2",
            [list(POINTERS)],
        )
        return cursor.fetchall()


def _count(alias: str, table: str, column: str, values: list[UUID]) -> int:
    connection = connections[alias]
    name, field = connection.ops.quote_name(table), connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {name} WHERE {field} = ANY(%s)", [list(values)])  # noqa: S608
        return cursor.fetchone()[0]


def _declared_residuals() -> set[str]:
    return {
        model._meta.db_table for model in apps.get_models() if declared(model, "kept") or declared(model, "blanked")
    }
