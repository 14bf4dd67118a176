"""The sealed column types: they seal on save, and open only inside an unlocked safe."""

import json
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date
from typing import Any, Final

from django import forms
from django.core import checks
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.lookups import Exact, IsNull
from django.db.models.query_utils import DeferredAttribute
from django.utils.dateparse import parse_date

from vault import sealing
from vault.facts import MovedFromItsSafe, NotSearchable, PlaintextRefused
from vault.fields.shapes import SealedShape
from vault.fields.values import Closed, Fresh

# Django copies attributes from row to row in refresh_from_db and bulk_update; then the ciphertext itself is meant.
ciphertext_meant: ContextVar[bool] = ContextVar("ciphertext_meant", default=False)


class _NothingButNone(Exact):
    def get_prep_lookup(self) -> None:
        if self.rhs is not None:
            raise NotSearchable


class SealedAttribute(DeferredAttribute):
    """The attribute of a sealed column on a row."""

    field: "SealedField"

    def __get__(self, row: Any, owner: Any = None) -> Any:
        if row is None:
            return self
        stored = super().__get__(row, owner)
        if stored is None or ciphertext_meant.get():
            return stored
        if isinstance(stored, Fresh):
            return stored.value
        return self.field.opened(stored, row)

    def __set__(self, row: Any, value: Any) -> None:
        if hasattr(value, "resolve_expression"):
            raise PlaintextRefused
        row.__dict__[self.field.attname] = (
            value if value is None or isinstance(value, Closed | Fresh) else Fresh(self.field.to_python(value))
        )


class SealedField(models.Field):
    """A column sealed under its row's safe; `label` is part of the seal and may never change."""

    descriptor_class = SealedAttribute
    empty_strings_allowed = False

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        self.label = label
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Return the recipe of the column for migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "label": self.label}

    def get_internal_type(self) -> str:
        """Return the storage type: bytes."""
        return "BinaryField"

    def dumped(self, value: Any) -> bytes:
        """Return the bytes to seal."""
        raise NotImplementedError

    def loaded(self, plaintext: bytes) -> Any:
        """Return the value of opened bytes."""
        raise NotImplementedError

    def opened(self, closed: Closed, row: Any) -> Any:
        """Return the plaintext value; raises SealedOutsideVault or SealBroken."""
        plaintext = sealing.open_bytes(closed.ciphertext, safe_id=row.safe_id, label=self.label, row_id=row.pk)
        return self.loaded(plaintext)

    def pre_save(self, model_instance: Any, add: bool) -> Closed | None:  # noqa: FBT001 - Django's signature
        """Seal what was assigned; ciphertext that was made for another row is refused."""
        stored = model_instance.__dict__.get(self.attname)
        if isinstance(stored, Fresh):
            stored = self._close(stored, model_instance)
        elif stored is not None and not model_instance.is_home():
            raise MovedFromItsSafe
        return stored

    def _close(self, fresh: Fresh, row: Any) -> Closed:
        plaintext = self.dumped(fresh.value)
        closed = Closed(sealing.seal_bytes(plaintext, safe_id=row.safe_id, label=self.label, row_id=row.pk))
        row.__dict__[self.attname] = closed
        row.settle()
        return closed

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Return the ciphertext; raises PlaintextRefused for anything that was not sealed by a row."""
        if value is None:
            return None
        if not isinstance(value, Closed):
            raise PlaintextRefused
        return connection.Database.Binary(value.ciphertext)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Closed | None:
        """Wrap ciphertext, so that values() gives nothing that can be shown by accident."""
        return None if value is None else Closed(bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        """Return the two lookups that look past the content; raises NotSearchable for the others."""
        allowed = {"exact": _NothingButNone, "isnull": IsNull}
        if lookup_name not in allowed:
            raise NotSearchable
        return allowed[lookup_name]

    def get_transform(self, lookup_name: str) -> Any:
        """Return nothing: there is no looking inside."""
        return None

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuse at start what would only go wrong later."""
        return [*super().check(**kwargs), *self._check_home(), *self._check_shape(), *self._check_label()]

    def _check_home(self) -> list[checks.CheckMessage]:
        if hasattr(self.model, "is_home") and hasattr(self.model._default_manager.all(), "refuse_upsert"):
            return []
        hint = "Derive from vault.fields.SealedModel, and its managers from SealedQuerySet."
        return [checks.Error("A sealed column outside a sealed model.", hint=hint, obj=self, id="vault.E001")]

    def _check_shape(self) -> list[checks.CheckMessage]:
        if self.unique or self.db_index or self.has_db_default():  # type: ignore[attr-defined]
            return [checks.Error("A sealed column can't be unique, indexed or defaulted.", obj=self, id="vault.E002")]
        guarded = {
            expression.get_source_expressions()[0].name
            for constraint in self.model._meta.constraints
            if isinstance(constraint, models.CheckConstraint)
            for expression in _flat(constraint.condition)
            if isinstance(expression, SealedShape)
        }
        if self.name in guarded:
            return []
        hint = f'Add sealed_check("{self.name}") to Meta.constraints.'
        return [checks.Error("A sealed column without its CHECK.", hint=hint, obj=self, id="vault.E003")]

    def _check_label(self) -> list[checks.CheckMessage]:
        twins = [
            field
            for model in self.model._meta.apps.get_models()
            for field in model._meta.local_fields
            if isinstance(field, SealedField) and field.label == self.label
        ]
        if len(twins) <= 1:
            return []
        return [checks.Error(f"The label {self.label} seals two columns.", obj=self, id="vault.E004")]


def _flat(condition: Any) -> list[Any]:
    if isinstance(condition, models.Q):
        return [leaf for child in condition.children for leaf in _flat(child)]
    return [condition]


class SealedTextField(SealedField):
    """Sealed text."""

    empty_strings_allowed = True

    def to_python(self, value: Any) -> str | None:
        """Return text."""
        return None if value is None else str(value)

    def dumped(self, value: str) -> bytes:
        """Return the text as UTF-8."""
        return value.encode()

    def loaded(self, plaintext: bytes) -> str:
        """Return the text."""
        return plaintext.decode()

    def formfield(self, form_class: Any = forms.CharField, choices_form_class: Any = None, **kwargs: Any) -> Any:
        """Return a text area."""
        return super().formfield(form_class, choices_form_class, **{"widget": forms.Textarea, **kwargs})


class SealedJSONField(SealedField):
    """Sealed JSON; each read makes the value anew, so assign the changed value back before saving."""

    empty_values: Final = [None]  # type: ignore[misc]

    def dumped(self, value: Any) -> bytes:
        """Return the value as compact JSON."""
        return json.dumps(value, cls=DjangoJSONEncoder, separators=(",", ":"), ensure_ascii=False).encode()

    def loaded(self, plaintext: bytes) -> Any:
        """Return the value."""
        return json.loads(plaintext)

    def formfield(self, form_class: Any = forms.JSONField, choices_form_class: Any = None, **kwargs: Any) -> Any:
        """Return a JSON form field."""
        return super().formfield(form_class, choices_form_class, **kwargs)


class SealedDateField(SealedField):
    """A sealed day."""

    def to_python(self, value: Any) -> date | None:
        """Return a day; raises PlaintextRefused for what is none."""
        if isinstance(value, str):
            value = parse_date(value) or value
        if value is not None and type(value) is not date:
            raise PlaintextRefused
        return value

    def dumped(self, value: date) -> bytes:
        """Return the day as ISO text."""
        return value.isoformat().encode()

    def loaded(self, plaintext: bytes) -> date:
        """Return the day."""
        return date.fromisoformat(plaintext.decode())

    def formfield(self, form_class: Any = forms.DateField, choices_form_class: Any = None, **kwargs: Any) -> Any:
        """Return a date form field."""
        return super().formfield(form_class, choices_form_class, **kwargs)
