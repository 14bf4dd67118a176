"""The base of every model with sealed columns: a row knows its id and its safe before it is sealed."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Self
from uuid import UUID

from django.db import models

from vault.facts import MovedFromItsSafe, UpsertRefused
from vault.fields.columns import SealedField, ciphertext_meant
from vault.fields.values import Closed, Fresh
from vault.ids import new_id
from vault.unlocking import sealing

_HOME_COLUMNS = {"pk", "id", "safe", "safe_id"}


@contextmanager
def _meaning_ciphertext() -> Iterator[None]:
    token = ciphertext_meant.set(True)
    try:
        yield
    finally:
        ciphertext_meant.reset(token)


class SealedQuerySet(models.QuerySet):
    """Closes the ways in which a query could carry plaintext, or ciphertext to another row."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Seal and insert with one query to the keys; raises UpsertRefused for an upsert."""
        self.refuse_upsert(kwargs)
        rows = list(objs)
        with sealing({row.safe_id for row in rows if row.has_fresh()}):
            return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        """Seal pending values first, then update; raises MovedFromItsSafe."""
        rows, names = list(objs), list(fields)
        _refuse_home_columns(names)
        with sealing({row.safe_id for row in rows if row.has_fresh()}):
            for row in rows:
                row.close(names)
        with _meaning_ciphertext():
            return super().bulk_update(rows, names, batch_size)

    def update(self, **values: Any) -> int:
        """Update plain columns; raises MovedFromItsSafe for an id or a safe, PlaintextRefused for content."""
        _refuse_home_columns(values)
        return super().update(**values)

    @staticmethod
    def refuse_upsert(options: dict[str, Any]) -> None:
        """Raise UpsertRefused when the insert would keep an old id under new ciphertext."""
        if options.get("update_conflicts"):
            raise UpsertRefused


def _refuse_home_columns(names: Collection[str]) -> None:
    if _HOME_COLUMNS.intersection(names):
        raise MovedFromItsSafe


class SealedModel(models.Model):
    """A row of one safe; its sealed columns open only with that safe and this id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe_id: UUID
    safe = models.ForeignKey("vault.Safe", models.PROTECT, verbose_name="kluis", related_name="+", editable=False)

    objects = SealedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """Remember where the ciphertext belongs."""
        row = super().from_db(db, field_names, values)
        row.settle()
        return row

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        """Load again; works while locked, because only ciphertext is copied."""
        with _meaning_ciphertext():
            super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        if fields is None or _HOME_COLUMNS.intersection(fields):
            self.settle()

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        """Save with one query to the keys at most; raises MovedFromItsSafe."""
        if not self.is_home() or (self._has_moved() and kwargs.get("update_fields") is not None):
            raise MovedFromItsSafe
        with sealing({self.safe_id} if self.has_fresh() else ()):
            super().save_base(*args, **kwargs)
        self.settle()

    save_base.alters_data = True  # type: ignore[attr-defined]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Validate what was assigned; ciphertext that was not touched needs no reading."""
        super().clean_fields(exclude={*(exclude or ()), *self._closed_names()})

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Validate the constraints on plain columns; those on sealed ones are the database's."""
        super().validate_constraints(exclude={*(exclude or ()), *(field.name for field in self.sealed_fields())})

    @classmethod
    def sealed_fields(cls) -> list[SealedField]:
        """Return the sealed columns of this model."""
        return [field for field in cls._meta.concrete_fields if isinstance(field, SealedField)]

    def has_fresh(self) -> bool:
        """Return whether something was assigned that is not sealed yet."""
        return any(isinstance(self.__dict__.get(field.attname), Fresh) for field in self.sealed_fields())

    def close(self, names: Collection[str]) -> None:
        """Seal what was assigned to these columns; raises MovedFromItsSafe for ciphertext of another place."""
        if not self.is_home():
            raise MovedFromItsSafe
        for field in self.sealed_fields():
            if field.name in names:
                field.pre_save(self, add=False)
        self.settle()

    def is_home(self) -> bool:
        """Return whether all ciphertext of this row, here or left in the database, was made for its id and safe."""
        if "_home" in self.__dict__ and not self._has_moved():
            return True
        return not self._closed_names()

    def settle(self) -> None:
        """Remember that the ciphertext of this row belongs where the row is now."""
        self.__dict__["_home"] = self._here()

    def _has_moved(self) -> bool:
        return self.__dict__.get("_home", self._here()) != self._here()

    def _here(self) -> tuple[UUID, UUID | None]:
        return self.pk, self.__dict__.get("safe_id")

    def _closed_names(self) -> set[str]:
        # A deferred column counts as closed: its ciphertext is in the database.
        held = self.__dict__
        return {
            field.name
            for field in self.sealed_fields()
            if field.attname not in held or isinstance(held[field.attname], Closed)
        }
