"""Courtesy to who closes a traject or holds a dossier."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.terms import Outcome
from ui.forms import DayInput
from vault.clock import today
from vault.terms import HoldGround


class ClosingForm(forms.Form):
    """How and when the traject ended."""

    outcome = forms.ChoiceField(label=_("Hoe is het traject geëindigd?"), choices=Outcome.choices)
    ended_on = forms.DateField(
        label=_("Laatste dag van het traject"),
        help_text=_("Vanaf deze dag loopt de bewaartermijn."),
        widget=DayInput(),
    )

    def clean_ended_on(self) -> Any:
        """Refuse a day that has yet to come: a term may not start on a guess."""
        day = self.cleaned_data["ended_on"]
        if day > today():
            raise forms.ValidationError(_("Deze dag moet nog komen. Sluit het traject op of na de laatste dag."))
        return day


class HoldForm(forms.Form):
    """Why a dossier may not be destroyed yet."""

    ground = forms.ChoiceField(label=_("Waarom moet dit dossier blijven?"), choices=HoldGround.choices)
    review_on = forms.DateField(
        label=_("Wanneer kijkt u of dit nog nodig is?"),
        help_text=_("Kies een dag. U krijgt dan een seintje. Vasthouden mag niet langer dan nodig."),
        widget=DayInput(),
    )
