"""What was destroyed in a safe of its own and lay elsewhere when a backup was made: it comes back outside that safe.

A report of before reports were parts lay in the safe of its dossier, which lives on (decision 31). The ledger names
the report beside the safe in which it was destroyed.
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from consent.models import ConsentRemark
from dossiers.models import Dossier
from retention.inventory import Model, declared
from vault import storage
from vault.files import assert_storage_in_reach
from vault.models import SealedFile


def homes_of(item_ids: Collection[UUID], *, outside: Collection[UUID] = ()) -> set[UUID]:
    """Return the safes in which these items lie, save those `outside` of which is looked."""
    rows = _rows_of(item_ids, outside)
    return {safe_id for each in rows for safe_id in each.values_list("safe_id", flat=True)}


def erase_strays(item_ids: Collection[UUID], *, outside: Collection[UUID]) -> None:
    """Erase these items where they lie outside the safes in which they were destroyed; safe to repeat.

    Their files and the client's words about them go along. Who destroys takes the row of the dossier first, and so
    does this. Raises StorageOutOfReach.
    """
    if not homes_of(item_ids, outside=outside):
        return
    assert_storage_in_reach()
    with transaction.atomic():
        found = list(_rows_of(item_ids, outside))
        dossiers = Dossier.objects.filter(
            pk__in=[pk for rows in found for pk in rows.values_list("dossier", flat=True)]
        )
        list(dossiers.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        files = SealedFile.objects.filter(pk__in=[pk for rows in found for pk in _files_of(rows)])
        names = dict(files.values_list("pk", "storage_name"))
        ConsentRemark.objects.filter(event__consent__content_version__object_id__in=item_ids).delete()
        for rows in found:
            rows.delete()
        SealedFile.objects.filter(pk__in=names).delete()
        # Before the rows are gone for good: who is killed here finds them again, and of bytes without a row none tell.
        for name in names.values():
            storage.remove(name)


def _rows_of(item_ids: Collection[UUID], outside: Collection[UUID]) -> Iterator["models.QuerySet[models.Model]"]:
    if item_ids:
        for model in apps.get_models():
            if declared(model, "item"):
                yield model._base_manager.filter(pk__in=item_ids).exclude(safe_id__in=outside)


def _files_of(rows: "models.QuerySet[models.Model]") -> Iterator[UUID]:
    """Return the files of these items: that they name themselves, or that a row about them names."""
    yield from _named_by(rows)
    for model in apps.get_models():
        for column in _columns_to(model, rows.model):
            yield from _named_by(model._base_manager.filter(**{f"{column}__in": rows}))


def _named_by(rows: "models.QuerySet[models.Model]") -> Iterator[UUID]:
    for column in _columns_to(rows.model, SealedFile):
        yield from rows.exclude(**{column: None}).values_list(column, flat=True)


def _columns_to(model: Model, target: Model) -> list[str]:
    columns = model._meta.concrete_fields
    return [one.name for one in columns if one.remote_field is not None and one.remote_field.model is target]
