"""The form of an upload."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.facts import FileEmpty
from dossiers.forms.fields import CategoryForm, form_token
from dossiers.terms import Provenance
from dossiers.uploads import ALLOWED_EXTENSIONS
from ui.forms import DayInput


class UploadField(forms.FileField):
    """A file whose emptiness is told in the words of the house."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["empty"] = FileEmpty.sentence


class DocumentForm(CategoryForm):
    """A document: the file, what it is and who gave it."""

    field_order = ("file", "title", "category", "provenance", "necessity", "confidential", "statute", "statute_until")

    file = UploadField(
        label=_("Bestand"),
        help_text=_("Pdf, Word, Excel, tekst, e-mail of foto, tot 25 MB."),
        max_length=None,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{word}" for word in ALLOWED_EXTENSIONS)}),
    )
    title = forms.CharField(
        label=_("Titel"),
        help_text=_("Leeg laten mag: dan gebruiken we de bestandsnaam."),
        required=False,
        max_length=200,
    )
    provenance = forms.ChoiceField(
        label=_("Van wie kreeg u dit?"), choices=Provenance.choices, initial=Provenance.CLIENT
    )
    confidential = forms.BooleanField(
        label=_("Vertrouwelijk"), help_text=_("Komt dan nooit in een rapport."), required=False
    )
    statute = forms.CharField(
        label=_("Moet dit van een wet langer blijven? Welke wet?"),
        help_text=_("Wet en artikel, bijvoorbeeld AWR 52. Leeg laten mag: dan geldt de termijn van het reglement."),
        required=False,
        max_length=60,
    )
    statute_until = forms.DateField(label=_("Tot welke dag vraagt die wet dat?"), required=False, widget=DayInput)
    form_token = form_token()
