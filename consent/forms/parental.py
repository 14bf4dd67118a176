"""The signed consent of a parent or guardian of a client under sixteen."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import people_in
from accounts.terms import STAFF_ROLES
from consent.services.parental import SIGNS_FOR_A_CHILD, SignedPaper
from dossiers.catalogue import Category
from dossiers.forms.documents import UploadField
from dossiers.uploads import ALLOWED_EXTENSIONS
from ui.forms import DayInput

NOTHING = ("", _("Kies …"))


class ParentForm(forms.Form):
    """Left empty as a whole, or filled in as a whole."""

    use_required_attribute = False
    prefix = "ouder"

    file = UploadField(
        label=_("Het getekende papier"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{word}" for word in ALLOWED_EXTENSIONS)}),
    )
    category = forms.ChoiceField(label=_("Bij welke gegevens bewaart u het?"))
    signed_by = forms.CharField(label=_("Wie tekende?"), max_length=120)
    capacity = forms.ChoiceField(
        label=_("Als wat?"), choices=[NOTHING, *((word.value, word.label) for word in SIGNS_FOR_A_CHILD)]
    )
    signed_on = forms.DateField(label=_("Getekend op"), widget=DayInput)
    witness = forms.ModelChoiceField(
        label=_("Welke collega zag het getekende papier ook?"), queryset=User.objects.none(), empty_label=_("Kies …")
    )

    def __init__(self, *args: Any, categories: Sequence[Category], by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_permitted = True
        self.fields["category"].choices = [NOTHING, *((each.key, each.label) for each in categories)]
        self.fields["witness"].queryset = people_in(STAFF_ROLES).exclude(pk=by.pk)
        self.fields["witness"].label_from_instance = lambda user: user.name

    def paper(self) -> SignedPaper | None:
        """Return the paper that was handed over, or None when nothing was filled in."""
        if not self.has_changed():
            return None
        words = self.cleaned_data
        return SignedPaper(
            stream=words["file"],
            file_name=words["file"].name,
            size_bytes=words["file"].size,
            category=words["category"],
            capacity=words["capacity"],
            signed_by=words["signed_by"],
            signed_on=words["signed_on"],
            witness=words["witness"],
        )
