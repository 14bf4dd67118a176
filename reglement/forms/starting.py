"""The form with which the beheerder begins a draft: what holds, a profile of the product, or a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reglement.loading import profile_names

HELD, PROFILE, FILE = "geldend", "profiel", "bestand"


class StartForm(forms.Form):
    """Where a draft begins."""

    origin = forms.ChoiceField(
        label=_("Begin met"),
        widget=forms.RadioSelect,
        choices=[
            (HELD, _("een kopie van de versie die nu geldt")),
            (PROFILE, _("een profiel van het programma")),
            (FILE, _("een eigen bestand")),
        ],
    )
    profile = forms.ChoiceField(label=_("Profiel"), required=False, help_text=_("Alleen bij een profiel."))
    file = forms.FileField(
        label=_("Bestand"),
        required=False,
        help_text=_("Alleen bij een eigen bestand: TOML of JSON, hooguit 1 megabyte. Het mag nog fouten hebben."),
    )

    def __init__(self, *args: Any, has_held: bool, **kwargs: Any) -> None:
        """Offer what there is: without a version that holds there is nothing to copy."""
        super().__init__(*args, **kwargs)
        if not has_held:
            self.fields["origin"].choices = self.fields["origin"].choices[1:]
        self.initial.setdefault("origin", self.fields["origin"].choices[0][0])
        self.fields["profile"].choices = [("", gettext("niets gekozen")), *((name, name) for name in profile_names())]

    def clean(self) -> dict[str, Any]:
        """Ask for the profile or the file that was chosen."""
        cleaned = super().clean() or {}
        for origin, field in ((PROFILE, "profile"), (FILE, "file")):
            if cleaned.get("origin") == origin and not cleaned.get(field):
                self.add_error(field, _("Kies hier iets."))
        return cleaned
