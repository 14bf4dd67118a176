"""Encrypted columns for what belongs to no safe: staff telephone numbers, contacts, MFA secrets, mail."""

import json
from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.lookups import Exact, IsNull
from django.utils.translation import gettext_lazy as _
from django_cryptography.fields import EncryptedMixin

from vault import ring
from vault.facts import NotSearchable
from vault.fields.shapes import SealedShape


def ring_check(column: str) -> models.CheckConstraint:
    """Return the constraint every ring column carries: an UPDATE past the field can't leave plaintext behind."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{column}_encrypted",
        condition=Q(SealedShape(column, format_byte=ring.FORMAT_BYTE, length=ring.SHORTEST)),
        violation_error_message=_("Deze gegevens kunnen alleen versleuteld worden opgeslagen."),
    )


class _NothingButNone(Exact):
    def get_prep_lookup(self) -> None:
        if self.rhs is not None:
            raise NotSearchable


class RingEncrypted(EncryptedMixin):
    """The fork's mixin with a key ring, JSON and a context; `context` separates the keys and may never change."""

    def __init__(self, *args: Any, context: str, **kwargs: Any) -> None:
        self.context = context
        super().__init__(*args, **kwargs)

    # Each class below derives from this mixin and one field type.
    base_class = models.Field
    wasinstance = True

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Return the recipe of the column for migrations."""
        name, _path, args, kwargs = models.Field.deconstruct(self)
        path = f"{type(self).__module__}.{type(self).__name__}"
        return name, path, args, {**kwargs, **self._own_options(), "context": self.context}

    def clone(self) -> "RingEncrypted":
        """Return a copy with all its options; the fork's own clone drops those of a subclass."""
        _name, _path, args, kwargs = self.deconstruct()
        return type(self)(*args, **kwargs)

    def _own_options(self) -> dict[str, Any]:
        return {}

    def _dump(self, value: Any) -> bytes:
        plaintext = json.dumps(value, cls=DjangoJSONEncoder, separators=(",", ":"), ensure_ascii=False)
        return ring.encrypt(plaintext.encode(), context=self.context)

    def _load(self, value: bytes) -> Any:
        return json.loads(ring.decrypt(value, context=self.context))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Return ciphertext."""
        return None if value is None else connection.Database.Binary(self._dump(value))

    def from_db_value(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the value; raises SealBroken."""
        return None if value is None else self._load(bytes(value))

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
        problems = super().check(**kwargs)
        if self.unique or self.db_index or self.has_db_default():
            problems.append(
                checks.Error("A ring column can't be unique, indexed or defaulted.", obj=self, id="vault.E005")
            )
        shapes = [
            child.get_source_expressions()[0].name
            for constraint in self.model._meta.constraints
            if isinstance(constraint, models.CheckConstraint) and isinstance(constraint.condition, Q)
            for child in constraint.condition.children
            if isinstance(child, SealedShape)
        ]
        if self.name not in shapes:
            hint = f'Add ring_check("{self.name}") to Meta.constraints.'
            problems.append(checks.Error("A ring column without its CHECK.", hint=hint, obj=self, id="vault.E006"))
        return problems


class RingCharField(RingEncrypted, models.CharField):
    """Encrypted short text."""


class RingTextField(RingEncrypted, models.TextField):
    """Encrypted text."""


class RingEmailField(RingEncrypted, models.EmailField):
    """An encrypted address."""


class RingJSONField(RingEncrypted, models.JSONField):
    """Encrypted JSON."""

    def _own_options(self) -> dict[str, Any]:
        return {} if self.encoder is None else {"encoder": self.encoder}
