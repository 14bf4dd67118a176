"""Whom and what a trajectplan or a request of the client names."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.catalogue import Category
from dossiers.models import OpdrachtgeverContact
from ui.forms import DayInput


class NamingForm(forms.Form):
    """The recipients and the kinds of data that are named."""

    contacts = forms.MultipleChoiceField(label=_("Aan wie"), widget=forms.CheckboxSelectMultiple)
    categories = forms.MultipleChoiceField(label=_("Welke gegevens"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, contacts: Sequence[OpdrachtgeverContact], categories: Sequence[Category], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(contact.pk): contact for contact in contacts}
        self.fields["contacts"].choices = [(key, contact.name) for key, contact in self.known.items()]
        self.fields["categories"].choices = [(category.key, category.label) for category in categories]

    def named(self) -> dict[str, Any]:
        """Return whom and what, as the services take it."""
        chosen = [self.known[key] for key in self.cleaned_data["contacts"]]
        return {"contacts": chosen, "categories": self.cleaned_data["categories"]}


class TrajectplanForm(NamingForm):
    """What the client agreed to in his signed trajectplan."""

    document_id = forms.ChoiceField(label=_("Welk document is het getekende trajectplan?"))
    signed_on = forms.DateField(label=_("Getekend op"), widget=DayInput())
    field_order = ("document_id", "signed_on", "contacts", "categories")

    def __init__(self, *args: Any, documents: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document_id"].choices = [(str(pk), title) for pk, title in documents]


class OwnRequestForm(NamingForm):
    """What the client himself asks to send."""

    words = forms.CharField(
        label=_("Wat wilt u dat wij versturen, en waarom?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
