"""The forms about opdrachtgevers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.terms import ContactClass, OpdrachtgeverKind
from ui.forms import DayInput, YesNoField


class OpdrachtgeverForm(forms.Form):
    """A new opdrachtgever."""

    name = forms.CharField(label=_("Naam"), max_length=200)
    kind = forms.ChoiceField(label=_("Soort"), choices=OpdrachtgeverKind.choices)
    outside_eea = YesNoField(
        label=_("Leest of bewaart deze opdrachtgever gegevens buiten de Europese Economische Ruimte?"),
        help_text=_("De landen van de Europese Unie, met Noorwegen, IJsland en Liechtenstein."),
    )


class ContactForm(forms.Form):
    """A new person at an opdrachtgever, who is invited by e-mail."""

    name = forms.CharField(label=_("Naam"), max_length=200)
    job_title = forms.CharField(label=_("Functie"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mailadres"), help_text=_("Hierheen sturen we de uitnodiging."))
    recipient_class = forms.ChoiceField(
        label=_("Wat is deze persoon?"),
        choices=ContactClass.choices,
        initial=ContactClass.OPDRACHTGEVER,
        help_text=_("Een leidinggevende op de werkplek mag volgens het reglement vaak minder weten."),
    )


class AgreementForm(forms.Form):
    """A signed agreement."""

    reference = forms.CharField(label=_("Kenmerk"), max_length=100)
    signed_on = forms.DateField(label=_("Getekend op"), widget=DayInput)
    valid_until = forms.DateField(label=_("Geldig tot en met"), widget=DayInput, required=False)
    covers_confidentiality = forms.BooleanField(label=_("Regelt ook geheimhouding"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the signature."""
        cleaned = super().clean() or self.cleaned_data
        signed_on, valid_until = cleaned.get("signed_on"), cleaned.get("valid_until")
        if signed_on and valid_until and valid_until < signed_on:
            self.add_error("valid_until", _("Dit ligt voor de dag van tekenen."))
        return cleaned
