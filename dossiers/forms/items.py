"""The forms of notes and consults."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dossiers.forms.fields import CategoryForm, form_token
from dossiers.queries import ConsultView, NoteView
from dossiers.terms import CONSULT_MINUTES_MAX, CONSULT_MINUTES_MIN, TEXT_MAX_CHARACTERS, NoteKind
from ui.forms import DayInput, MomentInput
from vault.clock import today


class NoteForm(CategoryForm):
    """A note: what happened, when, and under which category it is kept."""

    field_order = ("kind", "happened_on", "category", "text", "necessity", "confidential")

    kind = forms.ChoiceField(label=_("Wat is het?"), choices=NoteKind.choices, initial=NoteKind.NOTE)
    happened_on = forms.DateField(label=_("Wanneer was het?"), widget=DayInput, initial=today)
    text = forms.CharField(label=_("Tekst"), max_length=TEXT_MAX_CHARACTERS, widget=forms.Textarea(attrs={"rows": 10}))
    confidential = forms.BooleanField(
        label=_("Vertrouwelijk"), help_text=_("Komt dan nooit in een rapport."), required=False
    )
    form_token = form_token()
    seen_changed_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def clean_happened_on(self) -> date:
        """Refuse a day that has yet to come."""
        day: date = self.cleaned_data["happened_on"]
        if day > today():
            raise ValidationError(_("Deze dag is nog niet geweest."))
        return day

    @staticmethod
    def initial_of(note: NoteView) -> dict[str, Any]:
        """Return what the form holds when this note is opened to change it."""
        return {
            "kind": note.kind,
            "happened_on": note.happened_on,
            "category": note.category,
            "necessity": note.necessity,
            "text": note.text,
            "confidential": note.confidential,
            "seen_changed_at": "" if note.changed_at is None else note.changed_at.isoformat(),
        }


class ConsultForm(forms.Form):
    """A consult: when, how long, and what was said in short."""

    starts_at = forms.DateTimeField(label=_("Wanneer?"), widget=MomentInput)
    minutes = forms.IntegerField(
        label=_("Duur in minuten"), min_value=CONSULT_MINUTES_MIN, max_value=CONSULT_MINUTES_MAX, initial=60
    )
    summary = forms.CharField(
        label=_("Samenvatting"),
        help_text=_("De cliënt leest dit pas als u het deelt. Schrijf hier niets over gezondheid."),
        required=False,
        max_length=TEXT_MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    form_token = form_token()
    seen_changed_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def initial_of(consult: ConsultView) -> dict[str, Any]:
        """Return what the form holds when this consult is opened to change it."""
        return {
            "starts_at": consult.starts_at,
            "minutes": consult.minutes,
            "summary": consult.summary,
            "seen_changed_at": "" if consult.changed_at is None else consult.changed_at.isoformat(),
        }
