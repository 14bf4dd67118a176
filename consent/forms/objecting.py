"""What the client objects to, and what the bureau decides about it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.terms import ObjectionOutcome
from reglement.wording.words import PURPOSES

EVERY_USE = ("", _("Elk gebruik dat rust op een gerechtvaardigd belang"))


class ObjectionForm(forms.Form):
    """Against what, and why; a reason is not asked."""

    purpose = forms.ChoiceField(label=_("Waartegen maakt u bezwaar?"), required=False)
    words = forms.CharField(
        label=_("Waarom?"),
        help_text=_("U hoeft dit niet in te vullen. Het helpt ons uw belang te wegen. Uw coach kan het lezen."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, purposes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["purpose"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [EVERY_USE, *((word, PURPOSES.get(word, word)) for word in purposes)]


class ObjectionExtensionForm(forms.Form):
    """Why the answer comes later; the client reads it."""

    reason = forms.CharField(
        label=_("Waarom duurt het langer?"),
        help_text=_("De cliënt leest dit. Het mag alleen als zijn vraag ingewikkeld is, of als er veel vragen zijn."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class ObjectionDecisionForm(forms.Form):
    """Whether the use stops, and why; the client reads both."""

    outcome = forms.ChoiceField(label=_("Wat besluit u?"), choices=ObjectionOutcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Waarom?"),
        help_text=_("De cliënt leest dit. Bij doorgaan: welke reden weegt zwaarder dan zijn belang?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
