"""The erasing of rows and files, set-wise, in one transaction; the keys are already gone by then."""

from collections import Counter
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.models import User
from accounts.services import forget_user
from dossiers.models import Document, Dossier, Note, Part
from retention.inventory import Inventory, Model, loose_ends
from vault import storage
from vault.clock import akkoord_now
from vault.files import assert_storage_in_reach


def erase_rows(inventory: Inventory) -> None:
    """Delete what is doomed and blank what stays; foreign keys are deferred, so the order of tables is free.

    Raises IntegrityError when the database holds a row (a hold placed meanwhile): nothing is changed then.
    """
    items = items_of(inventory.part_ids)
    for model, column, keys in loose_ends(inventory):
        model._base_manager.filter(**{f"{column}__in": keys}).update(**{column: None})
    for model, keys in inventory.doomed.items():
        _delete(model, keys)
    for part_id, count in items.items():
        Part.objects.filter(pk=part_id).update(destroyed_at=akkoord_now(), destroyed_items=count)
    for model, keys in inventory.blanked.items():
        _blank(model, keys)
    Dossier.objects.filter(pk__in=inventory.blanked.get(Dossier, set())).update(destroyed_at=akkoord_now())


def items_of(part_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how many items lie in each of these parts."""
    safes = dict(Part.objects.filter(pk__in=part_ids).values_list("safe_id", "pk"))
    counted = Counter(dict.fromkeys(safes.values(), 0))
    for kind in (Note, Document):
        counted.update(
            safes[safe_id] for safe_id in kind.objects.filter(safe__in=safes).values_list("safe_id", flat=True)
        )
    return dict(counted)


def erase_files(safe_ids: list[UUID]) -> None:
    """Remove all sealed bytes under these safes; what is already gone is no fault. Raises StorageOutOfReach."""
    assert_storage_in_reach()
    for safe_id in safe_ids:
        for name in storage.names_of(safe_id):
            storage.remove(name)


def _delete(model: Model, keys: set[Any]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    column = connection.ops.quote_name(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [list(keys)])  # noqa: S608


def _blank(model: Model, keys: set[Any]) -> None:
    if model is User:
        _blank_users(keys)
        return
    values = dict(model.Privacy.personal)  # type: ignore[attr-defined]
    if values:
        model._base_manager.filter(pk__in=keys).update(**values)


def _blank_users(keys: set[Any]) -> None:
    for user in User.objects.filter(pk__in=keys):
        forget_user(user)
