"""Courtesy to who turns a key or acknowledges a text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ProposeForm(forms.Form):
    """What the directie says with the first key; the conflicts are ticked one by one."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    important = forms.TypedChoiceField(
        label=_("Is dit een belangrijke wijziging?"),
        help_text=_("Sommige reglementen beloven alleen bij een belangrijke wijziging een bericht aan cliënten."),
        choices=[("ja", _("Ja")), ("nee", _("Nee"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )
    accepted = forms.MultipleChoiceField(
        label=_("Hier gaat de wet voor op de tekst. Vink elke plek aan die u heeft gezien."),
        error_messages={"required": _("Vink elke plek aan waar de wet voorgaat.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, conflicts: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer each conflict of this version."""
        super().__init__(*args, **kwargs)
        self.conflicts = conflicts
        field = self.fields["accepted"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = conflicts
        if not conflicts:
            del self.fields["accepted"]

    def clean_accepted(self) -> list[str]:
        """Refuse a proposal that passes one of them over."""
        accepted: list[str] = self.cleaned_data["accepted"]
        if len(accepted) < len(self.conflicts):
            raise forms.ValidationError(_("Vink elke plek aan waar de wet voorgaat."))
        return accepted


class ConfirmForm(forms.Form):
    """The fresh code that goes with the second key."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    code = forms.CharField(
        label=_("Code uit uw e-mail"),
        help_text=_("Zes cijfers. De code werkt tien minuten."),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class AcknowledgeForm(forms.Form):
    """What somebody who works here says about a version."""

    agreed = forms.BooleanField(
        label=_("Ik heb deze versie gelezen en houd mij eraan."),
        error_messages={"required": _("Vink aan dat u deze versie heeft gelezen.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
