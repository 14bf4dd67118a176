"""The erasing of rows and files, set-wise, in one transaction; the keys are already gone by then."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from accounts.models import User
from accounts.services import forget_user
from dossiers.models import Document, Dossier, Note, Part
from retention.inventory import Going, Inventory, Model, letting_go
from vault import storage
from vault.clock import AkkoordNow
from vault.files import assert_storage_in_reach


def erase_rows(inventory: Inventory) -> None:
    """Delete what is doomed and blank what stays; foreign keys are deferred, so the order of tables is free.

    Raises IntegrityError when the database holds a row (a hold placed meanwhile): nothing is changed then.
    """
    items = items_of(inventory.part_ids)
    for target, keys in inventory.pointed_at.items():
        for model, column in letting_go(target):
            _let_go(model, column, list(keys))
    for model, going in reversed(inventory.going.items()):
        _delete(model, going)
    _end_parts(items)
    for model, keys in inventory.blanked.items():
        _blank(model, keys)
    Dossier.objects.filter(pk__in=inventory.blanked.get(Dossier, ())).update(destroyed_at=AkkoordNow())


def items_of(part_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how many items lie in each of these parts."""
    safes = dict(Part.objects.filter(pk__in=part_ids).values_list("safe_id", "pk"))
    counted = dict.fromkeys(safes.values(), 0)
    for kind in (Note, Document):
        for safe_id, number in kind.objects.filter(safe__in=safes).values_list("safe_id").annotate(Count("pk")):
            counted[safes[safe_id]] += number
    return counted


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


def _let_go(model: Model, column: str, keys: list[Any]) -> None:
    name = connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {_named(model)} SET {name} = NULL WHERE {name} = ANY(%s)", [keys])  # noqa: S608


def _end_parts(items: dict[UUID, int]) -> None:
    if items:
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {_named(Part)} AS part SET destroyed_at = akkoord_now(), destroyed_items = ended.items"  # noqa: S608
                " FROM unnest(%s::uuid[], %s::int[]) AS ended (id, items) WHERE part.id = ended.id",
                [list(items), list(items.values())],
            )


def _blank(model: Model, keys: Collection[Any]) -> None:
    if model is User:
        for user in User.objects.filter(pk__in=keys):
            forget_user(user)
        return
    values = dict(model.Privacy.personal)  # type: ignore[attr-defined]
    if values and keys:
        model._base_manager.filter(pk__in=keys).update(**values)


def _named(model: Model) -> str:
    return connection.ops.quote_name(model._meta.db_table)
