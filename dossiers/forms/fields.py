"""Fields that several forms share."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.catalogue import Category
from dossiers.terms import NECESSITY_MAX_CHARACTERS
from vault.ids import new_id


def form_token() -> forms.UUIDField:
    """Return the hidden mark by which the same form sent twice is recognised."""
    return forms.UUIDField(required=False, widget=forms.HiddenInput, initial=new_id)


class CategoryForm(forms.Form):
    """A form about something that is kept under a category of the reglement."""

    category = forms.ChoiceField(label=_("Soort gegevens"))
    necessity = forms.CharField(
        label=_("Waarom is dit nodig?"),
        help_text=_("Vul dit in als u 'iets anders' kiest, of iets waarbij het reglement hierom vraagt."),
        required=False,
        max_length=NECESSITY_MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, categories: Sequence[Category], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["category"]
        chooser.choices = [("", _("Kies …")), *((category.key, _named(category)) for category in categories)]
        if not any(category.asks_why for category in categories):
            del self.fields["necessity"]


def _named(category: Category) -> str:
    if category.is_health:
        return _("%(label)s (gezondheid)") % {"label": category.label}
    return category.label
