"""The forms of reporting: writing a report, and the client's code and remark."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.catalogue import Category
from reporting import terms
from reporting.queries.sources import SourceQuestion
from reporting.sections import Section
from ui.forms import DayInput, YesNoField
from vault.clock import today

FIRST_HEADINGS = (_("Verloop"), _("Mogelijkheden"), _("Medewerking"), _("Advies"))


class ReportForm(forms.Form):
    """A report in sections, and the plain questions about what stands in it."""

    title = forms.CharField(label=_("Titel"), max_length=160)
    categories = forms.MultipleChoiceField(
        label=_("Waarover gaat dit rapport?"),
        help_text=_("De cliënt ziet uw antwoorden. Ze staan ook in het rapport zelf."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één onderwerp.")},
    )
    holds_health = YesNoField(label=_("Staat er iets in over gezondheid, belastbaarheid of behandeling?"))
    health_categories = forms.MultipleChoiceField(
        label=_("Zo ja, wat?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    from_treating_doctor = YesNoField(label=_("Komt er iets van een arts of behandelaar van de cliënt?"))
    confidential = YesNoField(
        label=_("Is er iets vertrouwelijk?"),
        help_text=_("Bijvoorbeeld omdat de cliënt u vroeg het voor u te houden."),
    )
    oldest_on = forms.DateField(
        label=_("Van welke dag zijn de oudste gegevens in dit rapport?"),
        help_text=_("Het reglement vraagt soms om recente gegevens. De cliënt leest deze dag."),
        widget=DayInput(),
    )
    expected_number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    section_count = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=terms.MAX_SECTIONS, initial=len(FIRST_HEADINGS)
    )

    def __init__(
        self,
        *args: Any,
        catalogue: Sequence[Category],
        sources: SourceQuestion | None = None,
        how_old: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        if not how_old:
            del self.fields["oldest_on"]
        if sources is not None:
            self.fields["sources"] = _sources_field(sources)
        ordinary = [(each.key, each.label) for each in catalogue if not each.is_health]
        self._field("categories").choices = ordinary
        self._field("health_categories").choices = [(each.key, each.label) for each in catalogue if each.is_health]
        for place in range(1, self._section_count() + 1):
            self.fields[f"heading_{place}"] = forms.CharField(
                label=_("Kop"), max_length=terms.MAX_HEADING, required=False
            )
            self.fields[f"text_{place}"] = forms.CharField(
                label=_("Tekst"),
                max_length=terms.MAX_SECTION_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5}),
            )

    def clean(self) -> dict[str, Any]:
        """Compare the answer about health with what was ticked, and ask for text."""
        answers = super().clean() or {}
        says_health, ticked = answers.get("holds_health"), answers.get("health_categories")
        if says_health and not ticked:
            self.add_error("health_categories", _("Kruis aan wat erin staat over gezondheid."))
        if says_health is False and ticked:
            self.add_error(
                "holds_health", _("U kruist hieronder gezondheid aan. Antwoord ja, of haal het kruisje weg.")
            )
        if not any(section.text.strip() for section in self._sections(answers)):
            self.add_error("text_1", _("Schrijf minstens één onderdeel."))
        return answers

    def section_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return heading and text of each section, for the page."""
        places = range(1, self._section_count() + 1)
        return [(self[f"heading_{place}"], self[f"text_{place}"]) for place in places]

    def written(self) -> dict[str, Any]:
        """Return what the author wrote, as the services take it."""
        answers = self.cleaned_data
        return {
            "title": answers["title"],
            "sections": self._sections(answers),
            "categories": [*answers["categories"], *answers["health_categories"]],
            "from_treating_doctor": answers["from_treating_doctor"],
            "confidential": answers["confidential"],
            "oldest_on": answers.get("oldest_on"),
            **({"sources": [UUID(part_id) for part_id in answers["sources"]]} if "sources" in self.fields else {}),
        }

    def clean_oldest_on(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["oldest_on"]
        if day > today():
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day

    def refuse_stale(self, number: int, sentence: str) -> None:
        """Keep what was typed, say that a newer version exists, and let the next try start from that one."""
        typed = self.data.copy()
        typed[self.add_prefix("expected_number")] = str(number)
        self.data = typed
        self.add_error(None, sentence)

    def _sections(self, answers: dict[str, Any]) -> list[Section]:
        places = range(1, self._section_count() + 1)
        return [Section(answers.get(f"heading_{place}", ""), answers.get(f"text_{place}", "")) for place in places]

    def _section_count(self) -> int:
        typed = self.data.get("section_count") if self.is_bound else self.initial.get("section_count")
        try:
            wanted = int(typed or len(FIRST_HEADINGS))
        except ValueError:
            wanted = len(FIRST_HEADINGS)
        return min(max(wanted, 1), terms.MAX_SECTIONS)

    def _field(self, name: str) -> forms.MultipleChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        return field


def _sources_field(question: SourceQuestion) -> forms.MultipleChoiceField:
    told = _("Volgens artikel %(article)s van het reglement kunnen deze stukken weg zodra het rapport is verstuurd.")
    return forms.MultipleChoiceField(
        label=_("Uit welke stukken van het dossier maakte u dit rapport?"),
        help_text=told % {"article": question.article},
        choices=question.files,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class NewReportForm(ReportForm):
    """The first version, with the question for whom and why."""

    line = forms.ChoiceField(
        label=_("Voor wie en waarvoor?"),
        help_text=_("Dit zijn de afspraken die de cliënt bij de start heeft gelezen."),
        widget=forms.RadioSelect,
    )
    report_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["line"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = lines


class RemarkForm(forms.Form):
    """What the client wants changed; a no needs no reason."""

    remark = forms.CharField(
        label=_("Wat wilt u anders?"),
        help_text=_("U hoeft niets op te schrijven. Uw coach leest wat u hier zet, de ontvanger niet."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
