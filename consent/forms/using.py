"""Asking for data or using them inside the bureau, and asking the client whether that may."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.terms import AskedOf, UseAct
from dossiers.catalogue import Category
from ui.forms import DayInput


class UseForm(forms.Form):
    """What, of whom, for what, and over which data."""

    act = forms.ChoiceField(label=_("Wat wilt u doen?"), choices=UseAct.choices)
    asked_of = forms.ChoiceField(label=_("Bij wie"), choices=AskedOf.choices)
    purpose = forms.ChoiceField(label=_("Waarvoor"))
    categories = forms.MultipleChoiceField(label=_("Welke gegevens"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, purposes: Sequence[tuple[str, str]], categories: Sequence[Category], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes
        self.fields["categories"].choices = [(category.key, category.label) for category in categories]

    def clean(self) -> dict[str, Any]:
        """Refuse to ask oneself for information, or to use inside what is asked of another."""
        cleaned = super().clean() or {}
        inside = cleaned.get("asked_of") == AskedOf.STAFF
        if "act" in cleaned and "asked_of" in cleaned and inside != (cleaned["act"] == UseAct.USE_INTERNALLY):
            self.add_error("asked_of", _("Opvragen doet u bij een ander; gebruiken doet ons eigen bureau."))
        return cleaned


class ConsentRequestForm(UseForm):
    """The same as a question to the client."""

    valid_until = forms.DateField(label=_("Tot en met"), widget=DayInput(), required=False)
