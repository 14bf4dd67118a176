"""The erasing of rows and files, set-wise, in one transaction; the keys are already gone by then."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.models import User
from accounts.services import forget_users
from dossiers.models import Dossier, Part
from retention.inventory import Going, Inventory, Model, letting_go
from vault import storage
from vault.among import Ids
from vault.clock import AkkoordNowOnce
from vault.files import assert_storage_in_reach


def erase_rows(inventory: Inventory) -> None:
    """Delete what is doomed and blank what stays; foreign keys are deferred, so the order of tables is free.

    Raises IntegrityError when the database holds a row (a hold placed meanwhile): nothing is changed then.
    """
    _end_parts(inventory.items, blanked=Part in inventory.blanked)
    for model, owners in inventory.blanked.items():
        _blank(model, owners.keys() - inventory.items.keys() if model is Part else owners.keys())
    for target, owners in inventory.pointed_at.items():
        for model, column in letting_go(target):
            _let_go(model, column, Ids(owners))
    for model, going in reversed(inventory.going.items()):
        _delete(model, going)
    if Dossier in inventory.blanked:
        Dossier.objects.filter(pk__among=Ids(inventory.blanked[Dossier])).update(destroyed_at=AkkoordNowOnce())


def erase_files(safe_ids: Collection[UUID]) -> None:
    """Remove all sealed bytes under these safes; what is already gone is no fault. Raises StorageOutOfReach."""
    assert_storage_in_reach()
    for safe_id in safe_ids:
        for name in storage.names_of(safe_id):
            storage.remove(name)


def _delete(model: Model, going: Going) -> None:
    where, params = going.where()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_named(model)} WHERE {where}", params)  # noqa: S608


def _let_go(model: Model, column: str, ids: Ids) -> None:
    name = connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_named(model)} SET {name} = NULL WHERE {name} = ANY(%s::uuid[])",  # noqa: S608
            [ids.as_array],
        )


def _end_parts(items: dict[UUID, int], *, blanked: bool) -> None:
    """Note how much lay in parts that end; one that ends with its dossier does not tell any more what it was about."""
    if not items:
        return
    words = Part.Privacy.personal if blanked else {}
    blanks = "".join(f", {connection.ops.quote_name(name)} = %s" for name in words)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_named(Part)} AS part"  # noqa: S608 - our own names
            f" SET destroyed_at = (SELECT akkoord_now()), destroyed_items = ended.items{blanks}"
            " FROM unnest(%s::uuid[], %s::int[]) AS ended (id, items) WHERE part.id = ended.id",
            [*words.values(), Ids(items).as_array, list(items.values())],
        )


def _blank(model: Model, keys: Collection[Any]) -> None:
    if model is User:
        forget_users(keys)
        return
    values = dict(model.Privacy.personal)  # type: ignore[attr-defined]
    if values and keys:
        model._base_manager.filter(pk__among=Ids(keys)).update(**values)


def _named(model: Model) -> str:
    return connection.ops.quote_name(model._meta.db_table)
