"""Shows the beheerder what a service refuses, in the form he is filling in."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from ui.facts import DomainRefusal


class ServiceForm(forms.ModelForm):
    """A form of the admin whose saving is one service call, made while validating so that a refusal is an error.

    The call stands in a savepoint of the admin's own transaction; a refusal leaves nothing behind.
    """

    by: Any = None

    def carry_out(self, cleaned: dict[str, Any]) -> Any:
        """Call the service and return the row."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any] | None:
        """Carry it out when everything that was typed is in order; raises the refusal as an error of the form."""
        cleaned = super().clean()
        if self.errors or cleaned is None:
            return cleaned
        try:
            with transaction.atomic():
                self.instance = self.carry_out(cleaned)
        except DomainRefusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return cleaned

    def _post_clean(self) -> None:
        """Leave the row as the service made it."""

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 (Django's signature)
        """Return what the service made."""
        self.save_m2m: Callable[[], None] = lambda: None
        return self.instance


def form_by(form_class: type[ServiceForm], by: Any) -> type[ServiceForm]:
    """Return the form for one beheerder."""
    return type(form_class.__name__, (form_class,), {"by": by})
