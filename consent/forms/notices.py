"""Telling a client of a kind of data or a purpose that is new to him."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.queries.notices import Subject
from consent.terms import NoticeEvidence


class ClientNoticeForm(forms.Form):
    """What is new, why it is needed, and how the client gets to know."""

    subject = forms.ChoiceField(label=_("Wat is er nieuw?"))
    why = forms.CharField(
        label=_("Waarom is dit nodig?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Schrijf het aan de cliënt, in gewone woorden. Deze tekst komt in het bericht."),
    )
    evidence = forms.ChoiceField(label=_("Hoe krijgt de cliënt dit?"), choices=NoticeEvidence.choices)

    def __init__(self, *args: Any, subjects: Sequence[Subject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subjects: Mapping[str, Subject] = {subject.key: subject for subject in subjects}
        self.fields["subject"].choices = [(subject.key, subject.label) for subject in subjects]

    def told(self) -> dict[str, Any]:
        """Return what is told, as the service takes it."""
        subject = self.subjects[self.cleaned_data["subject"]]
        words = {name: self.cleaned_data[name] for name in ("why", "evidence")}
        return {"event": subject.event, "category": subject.category, "purpose": subject.purpose, **words}
