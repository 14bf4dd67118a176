"""The forms of clients and of the contacts of opdrachtgevers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.forms.fields import form_token
from dossiers.terms import Answer, ServiceType


class SummaryAnswerForm(forms.Form):
    """Whether a summary is right, and if not, what is wrong; the answer is the button that was pressed."""

    answer = forms.ChoiceField(choices=Answer.choices, widget=forms.HiddenInput)
    remark = forms.CharField(
        label=_("Wat klopt er niet, of wat wilt u erbij zeggen?"),
        help_text=_("Uw woorden komen naast de samenvatting in uw dossier te staan."),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a few words when something is wrong, or nobody knows what to correct."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == Answer.DISPUTED and not cleaned.get("remark", "").strip():
            self.add_error("remark", _("Schrijf kort op wat er niet klopt."))
        return cleaned


class ReferralForm(forms.Form):
    """A candidate that an opdrachtgever puts forward; nothing about health belongs here."""

    candidate_name = forms.CharField(label=_("Naam van de kandidaat"), max_length=200)
    candidate_email = forms.EmailField(
        label=_("E-mailadres van de kandidaat"),
        help_text=_("Zo kan het bureau de kandidaat uitnodigen."),
        required=False,
    )
    service = forms.ChoiceField(label=_("Waarvoor?"), choices=ServiceType.choices)
    question = forms.CharField(
        label=_("Wat is uw vraag?"),
        help_text=_("Schrijf hier niets over ziekte of behandeling. Dat mag u niet delen en het bureau niet vragen."),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    form_token = form_token()
