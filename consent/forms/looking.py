"""Letting a contact look along: who, at which documents, until when."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.models import OpdrachtgeverContact
from ui.forms import DayInput
from vault.clock import today


class LookForm(forms.Form):
    """Only what matters: the coach chooses each document."""

    contact = forms.ChoiceField(label=_("Wie kijkt er mee?"))
    documents = forms.MultipleChoiceField(label=_("Naar welke stukken?"), widget=forms.CheckboxSelectMultiple)
    until = forms.DateField(label=_("Tot en met"), widget=DayInput)

    def __init__(
        self,
        *args: Any,
        contacts: Sequence[OpdrachtgeverContact],
        documents: Sequence[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(contact.pk): contact for contact in contacts}
        self.fields["contact"].choices = [(key, contact.name) for key, contact in self.known.items()]
        self.fields["documents"].choices = [(str(pk), title) for pk, title in documents]

    def clean_until(self) -> date:
        """Refuse a day that has passed."""
        until: date = self.cleaned_data["until"]
        if until < today():
            raise forms.ValidationError(_("Deze dag is al voorbij."))
        return until

    def chosen(self) -> tuple[OpdrachtgeverContact, list[UUID], date]:
        """Return who would look at which documents until when."""
        words = self.cleaned_data
        return self.known[words["contact"]], [UUID(pk) for pk in words["documents"]], words["until"]
