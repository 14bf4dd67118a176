"""The form of one part of a document: its fields, the parts inside it as groups, and the value that comes back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reglement.drafting import Field, fields_of
from reglement.forms.fields import Offers, form_field, in_words, shown, stored
from reglement.rules import Ruleset
from reglement.rules.base import Strict
from reglement.wording import field_help, field_label

IS_THERE = "is_er"


@dataclass(frozen=True)
class Row:
    """One line of the form: a field with the place inside the part that it is about, or a group of lines."""

    key: str
    field: forms.BoundField | None = None
    group: "PartForm | None" = None


class PartForm(forms.Form):
    """A form from the fields of a shape; whatever people type can be kept, right or wrong."""

    def __init__(
        self,
        data: Any = None,
        *,
        shape: str,
        value: Mapping[str, Any] | None = None,
        offers: Offers,
        model: type[Strict] = Ruleset,
        prefix: str = "",
        skip: frozenset[str] = frozenset(),
        asks_whether: bool = False,
    ) -> None:
        """Make the fields of `shape`, beginning with `value`; a part that may be absent is asked for first."""
        super().__init__(data, prefix=prefix or None)
        self.shape, self.offers, self.skip = shape, offers, skip
        self.current: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        self.label, self.help = "", ""
        # A part that may be absent is folded up as long as it is.
        self.is_open = not asks_whether or value is not None or (data is not None and f"{prefix}-{IS_THERE}" in data)
        self.said = tuple(field for field in fields_of(shape, model) if field.key not in skip)
        self.groups: dict[str, PartForm] = {}
        if asks_whether:
            self.fields[IS_THERE] = forms.BooleanField(required=False, label=_("dit staat in de tekst"))
            self.initial[IS_THERE] = value is not None
        for field in self.said:
            if field.kind != "part":
                now = self.current.get(field.key, field.default)
                self.fields[field.key] = form_field(shape, field, now, offers)
                self.initial[field.key] = shown(field, now)
            elif not field.many:
                self.groups[field.key] = self._group(field, data, model)

    def rows(self) -> Iterator[Row]:
        """Give the lines in the order of the rule form."""
        if IS_THERE in self.fields:
            yield Row(IS_THERE, field=self[IS_THERE])
        for field in self.said:
            if field.key in self.groups:
                yield Row(field.key, group=self.groups[field.key])
            elif field.key in self.fields:
                yield Row(field.key, field=self[field.key])

    def is_valid(self) -> bool:
        """Say whether every choice is one that was offered."""
        return all([super().is_valid(), *(group.is_valid() for group in self.groups.values())])

    def value(self) -> dict[str, Any] | None:
        """Return the part as it was typed; null when it is not there. What nobody touched stays as it is written."""
        if IS_THERE in self.fields and not self.cleaned_data[IS_THERE]:
            return None
        found = {field.key: self._value_of(field) for field in self.said}
        kept = {key: self.current[key] for key in self.skip if key in self.current}
        return {**kept, **{key: value for key, value in found.items() if value is not None}}

    def now(self, key: str) -> str:
        """Return in words what stands in the document, where that is not what was typed; nothing where it is."""
        said = next((field for field in self.said if field.key == key), None)
        if said is None or key not in self.changed_data:
            return ""
        return in_words(self.shape, said, self.current.get(key), self.offers)

    def _group(self, field: Field, data: Any, model: type[Strict]) -> "PartForm":
        group = PartForm(
            data,
            shape=field.shape,
            value=self.current.get(field.key),
            offers=self.offers,
            model=model,
            prefix=self.add_prefix(field.key),
            asks_whether=field.may_be_unknown,
        )
        group.label, group.help = field_label(field.key), field_help(self.shape, field.key) or field.about
        return group

    def _value_of(self, field: Field) -> Any:
        now = self.current.get(field.key)
        if field.key in self.groups:
            inner = self.groups[field.key].value()
            return inner if inner or field.may_be_unknown or now == {} else None
        if field.kind == "part":
            return now if isinstance(now, list) and now else None
        if field.key not in self.changed_data:
            return now
        found = stored(field, self.cleaned_data[field.key])
        return None if found == field.default and field.key not in self.current else found
