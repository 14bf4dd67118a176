"""Which rows are found under which key of the blind indexes: the column that says so, and the count of each key."""

from collections import Counter
from typing import Any, Final

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Count

from vault import blind, keyring

LONGEST_ID: Final = 40


class IndexKeyField(models.CharField):
    """The id of the key that the blind indexes of a row were made with; a new row takes the one that writes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": LONGEST_ID, "default": blind.writing_id, "editable": False, **kwargs})


def in_use() -> Counter[str]:
    """Return how many rows are found under each key."""
    counted: Counter[str] = Counter()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, IndexKeyField):
                rows = model._base_manager.order_by().values_list(field.attname).annotate(Count("pk"))
                counted.update(dict(rows))
    return counted


def refuse_unfit_ring() -> None:
    """Raise ImproperlyConfigured when rows are found under a key that is not in the ring: searches would miss them."""
    for key_id, rows in in_use().items():
        if key_id not in keyring.setting_keys(blind.RING):
            raise ImproperlyConfigured(
                f"{blind.RING} lacks key {key_id!r}, under which {rows} rows are found."
                " Put it back, and take it out only when `manage.py vault keys` says so."
            )
