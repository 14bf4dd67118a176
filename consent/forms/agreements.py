"""The lines of a reporting agreement, as many as are filled in."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.services.agreements import LineData
from consent.terms import Frequency, ReportForm, ReportKind, ReportPurpose
from dossiers.catalogue import Category
from dossiers.models import OpdrachtgeverContact

NOTHING = [("", _("Kies …"))]


class LineForm(forms.Form):
    """To whom, what, how, why and how often."""

    contact = forms.ChoiceField(label=_("Aan wie"))
    report_kind = forms.ChoiceField(label=_("Wat"), choices=[*NOTHING, *ReportKind.choices])
    form = forms.ChoiceField(label=_("Hoe"), choices=ReportForm.choices, initial=ReportForm.WRITTEN)
    purpose = forms.ChoiceField(label=_("Waarvoor"), choices=[*NOTHING, *ReportPurpose.choices])
    frequency = forms.ChoiceField(label=_("Hoe vaak"), choices=[*NOTHING, *Frequency.choices])
    categories = forms.MultipleChoiceField(
        label=_("Over welke gegevens"), widget=forms.CheckboxSelectMultiple, help_text=_("Kies alleen wat nodig is.")
    )

    def __init__(
        self, *args: Any, contacts: Iterable[OpdrachtgeverContact], categories: Iterable[Category], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(contact.pk): contact for contact in contacts}
        self.fields["contact"].choices = [*NOTHING, *_by_opdrachtgever(self.known.values())]
        self.fields["categories"].choices = [(category.key, category.label) for category in categories]

    def line(self) -> LineData:
        """Return what was filled in, as the service takes it."""
        words = self.cleaned_data
        return LineData(
            contact=self.known[words["contact"]],
            report_kind=words["report_kind"],
            form=words["form"],
            categories=tuple(words["categories"]),
            purpose=words["purpose"],
            frequency=words["frequency"],
        )


class _Lines(forms.BaseFormSet):
    """At least one line, and no line twice."""

    def clean(self) -> None:
        """Refuse an agreement without lines and lines that say the same."""
        if any(self.errors):
            return
        filled = [form.line() for form in self.forms if form.has_changed()]
        if not filled:
            raise forms.ValidationError(_("Vul ten minste één regel in: aan wie, wat, hoe, waarvoor en hoe vaak."))
        kinds = [(line.contact.pk, line.report_kind, line.form, line.purpose) for line in filled]
        if len(set(kinds)) < len(kinds):
            raise forms.ValidationError(_("Twee regels zeggen hetzelfde. Voeg ze samen."))


LineFormSet = forms.formset_factory(LineForm, formset=_Lines, extra=2, min_num=1, max_num=8, validate_max=True)


def lines_of(formset: forms.BaseFormSet) -> list[LineData]:
    """Return the lines that were filled in."""
    return [form.line() for form in formset.forms if form.has_changed()]


def _by_opdrachtgever(contacts: Iterable[OpdrachtgeverContact]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for contact in contacts:
        groups[contact.opdrachtgever.name].append((str(contact.pk), contact.name))
    return sorted(groups.items())
