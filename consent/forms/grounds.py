"""Recording another ground than consent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.terms import NAMING_KINDS, GroundKind

# A plan and a request name whom and what, and are recorded on pages of their own.
RECORDED_HERE = [(kind.value, kind.label) for kind in GroundKind if kind not in NAMING_KINDS]


class GroundForm(forms.Form):
    """Which ground, where the proof is, and the statute where there is one."""

    kind = forms.ChoiceField(label=_("Welke grond"), choices=RECORDED_HERE)
    evidence = forms.CharField(
        label=_("Bewijs"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=_("Schrijf op waar het bewijs ligt en waarom de grond geldt. De cliënt kan dit later lezen."),
    )
    statute = forms.CharField(label=_("Wet en artikel"), max_length=200, required=False)
    balanced = forms.BooleanField(
        label=_("Ik heb de belangen van de cliënt afgewogen en hierboven opgeschreven."), required=False
    )
