"""Writing down what a client said out loud."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import people_in
from accounts.terms import STAFF_ROLES
from ui.forms import YesNoField


class SpokenForm(forms.Form):
    """What the client said, and who else heard it; the first question is that of the page."""

    answer = YesNoField(label="")
    speaker = forms.ChoiceField(label=_("Wie zei dat?"))
    words = forms.CharField(
        label=_("Wat is er gezegd?"),
        help_text=_("Schrijf de woorden op, en wanneer en hoe ze gezegd zijn. De cliënt leest dit ook."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    witness = forms.ModelChoiceField(
        label=_("Welke collega hoorde het ook?"),
        help_text=_("Zonder getuige is een gesproken antwoord geen bewijs."),
        queryset=User.objects.none(),
        empty_label=_("Kies …"),
    )

    def __init__(self, *args: Any, question: str, speakers: Sequence[tuple[str, str]], by: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["answer"].label = question
        self.fields["speaker"].choices = speakers
        self.fields["witness"].queryset = people_in(STAFF_ROLES).exclude(pk=by.pk)
        self.fields["witness"].label_from_instance = lambda user: user.name
