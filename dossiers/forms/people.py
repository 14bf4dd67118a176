"""The forms about who acts for a client."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.terms import Capacity, RepresentationProof
from ui.forms import DayInput
from vault.clock import today

NOT_YET = ("", _("nog niet gezien"))


class RepresentativeForm(forms.Form):
    """Somebody who acts for the client, who is invited by e-mail."""

    name = forms.CharField(label=_("Naam"), max_length=200)
    email = forms.EmailField(label=_("E-mailadres"), help_text=_("Hierheen sturen we de uitnodiging."))
    capacity = forms.ChoiceField(label=_("Als wat?"), choices=Capacity.choices)
    until = forms.DateField(label=_("Tot en met"), widget=DayInput(), required=False)
    proof = forms.ChoiceField(
        label=_("Welk bewijs zag u?"),
        choices=[NOT_YET, *RepresentationProof.choices],
        required=False,
        help_text=_("Zonder bewijs kan deze persoon lezen en antwoorden, maar geen verzoek doen voor de cliënt."),
    )

    def clean_until(self) -> date | None:
        """Refuse a day that is over."""
        day: date | None = self.cleaned_data["until"]
        if day is not None and day < today():
            raise forms.ValidationError(_("Deze dag is voorbij."))
        return day


class ProofForm(forms.Form):
    """What somebody of the bureau saw."""

    proof = forms.ChoiceField(label=_("Welk bewijs zag u?"), choices=RepresentationProof.choices)
