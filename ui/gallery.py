"""Invented examples of every component, shown at /stijl/ and walked by the tests."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from ui import dates
from ui.forms import CodeInput, DayInput
from ui.parts import Bar, Condition, Link, Step, TimelineEvent


class ExampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Titel", help_text="Zo staat het boven het rapport.")
    recipient = forms.ChoiceField(label="Voor wie", choices=[("", "Kies iemand"), ("vh", "P. van Houten")])
    form = forms.ChoiceField(
        label="Hoe gaat het rapport weg",
        choices=[("written", "Schriftelijk"), ("oral", "In een gesprek")],
        widget=forms.RadioSelect,
    )
    subjects = forms.MultipleChoiceField(
        label="Waar gaat het over",
        choices=[("effort", "Inzet"), ("options", "Mogelijkheden"), ("result", "Resultaat")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="De cliënt ziet wat u hier kiest.",
    )
    day = forms.DateField(label="Datum", widget=DayInput, required=False)
    text = forms.CharField(label="Tekst", widget=forms.Textarea(attrs={"rows": 4}))
    file = forms.FileField(label="Bijlage", required=False, help_text="Pdf, Word of een foto, tot 25 MB.")
    code = forms.CharField(label="Code uit de e-mail", widget=CodeInput)
    sure = forms.BooleanField(label="Ik heb dit met de cliënt besproken")


def bureau() -> dict[str, Any]:
    """Return what the gallery of the bureau's pages shows."""
    return {
        **_frame(),
        "conditions": _conditions(),
        "open_conditions": [Condition(met=True, text="De cliënt heeft versie 3 goedgekeurd", article="art. 4.1")],
        "events": _events(),
        "end": dates.today() + timedelta(days=120),
        "months": [Bar(*month) for month in _MONTHS],
        "steps": _STEPS,
        "tabs": _TABS,
        "form": ExampleForm({"title": "", "recipient": "vh", "form": "paper", "code": "12"}),
        "fresh_form": ExampleForm(auto_id="fresh_%s"),
        "page": Paginator(range(120), 25).page(2),
        "soon": dates.today() + timedelta(days=3),
        "past": dates.today() - timedelta(days=2),
        "pairs": [("Wie leest het", "P. van Houten, leidinggevende"), ("Gezondheid", "Staat er niet in")],
    }


def client() -> dict[str, Any]:
    """Return what the gallery of the client's page shows."""
    return {
        "navigation": [
            Link("Overzicht", "#overzicht"),
            Link("Akkoord geven", "#akkoord", current=True, count=1),
            Link("Gesprekken", "#gesprekken"),
            Link("Documenten", "#documenten"),
            Link("Wie keek er", "#wie"),
        ],
        "help_url": "#hulp",
        "facts": [
            ("Wie leest het", "P. van Houten, uw leidinggevende"),
            ("Waarvoor", "Afsluiten van spoor 2"),
            ("Gezondheid", "Staat er niet in"),
            ("Bewaard tot", "2 jaar na het einde"),
        ],
    }


def document() -> dict[str, Any]:
    """Return the facts of an invented report."""
    return {
        "organisation": "Bureau Voorbeeld",
        "reference": "D-2026-0088",
        "day": dates.today(),
        "client_name": "Ilse de Boer",
        "recipient": "P. van Houten, Bakkerij Van Houten",
        "purpose": "Afsluiten van spoor 2",
        "author": "Marit van der Velde",
        "sections": [
            {"heading": "Wat is er gedaan", "text": "De kandidaat zocht negen maanden naar passend werk."},
            {"heading": "Mogelijkheden", "text": "Administratief werk.\n\nMaximaal 24 uur per week."},
        ],
        "closing": "",
    }


_MONTHS = [
    ("nov", 2, "november"),
    ("dec", 5, "december"),
    ("jan", 1, "januari"),
    ("feb", 0, "februari"),
    ("mrt", 7, "maart"),
    ("apr", 3, "april"),
]
_STEPS = [
    Step("Geschreven", "done"),
    Step("Voorgelegd", "done", "donderdag"),
    Step("Akkoord van de cliënt", "current"),
    Step("Verstuurd"),
    Step("Gelezen"),
]
_TABS = [
    Link("Overzicht", "#overzicht"),
    Link("Gesprekken", "#gesprekken"),
    Link("Documenten", "#documenten", count=7),
    Link("Rapporten", "#rapporten", current=True),
    Link("Verstrekt", "#verstrekt"),
    Link("Bewaren", "#bewaren"),
]


def _frame() -> dict[str, Any]:
    return {
        "navigation": [
            Link("Mijn dag", "#dag"),
            Link("Dossiers", "#dossiers", current=True, count=38),
            Link("Opdrachtgevers", "#opdrachtgevers"),
            Link("Rapporten", "#rapporten", count=4),
            Link("Bewaren", "#bewaren", count=2),
            Link("Reglement", "#reglement", apart=True),
            Link("Instellingen", "#instellingen", apart=True),
        ],
        "branch_name": "Vestiging Gouda",
        "staff_name": "Marit van der Velde",
        "account_links": [Link("Uw account", "#account")],
    }


def _conditions() -> list[Condition]:
    return [
        Condition(
            met=True, text="Past in de rapportageafspraak: eindrapport, schriftelijk, eenmalig", article="art. 4"
        ),
        Condition(met=True, text="Geen gezondheidsgegevens in deze versie", article="art. 4.3"),
        Condition(None, "De leidinggevende kijkt nog mee", "art. 4.2", "Gevraagd op dinsdag."),
        Condition(
            met=False,
            text="Ilse heeft versie 3 nog niet goedgekeurd",
            article="art. 4.1",
            detail="Voorgelegd op donderdag, nog niet gelezen. Wat u nu wijzigt, moet opnieuw worden voorgelegd.",
            article_url="#artikel",
        ),
    ]


def _events() -> list[TimelineEvent]:
    def ago(days: int) -> Any:
        return dates.today() - timedelta(days=days)

    return [
        TimelineEvent(ago(262), "start", detail="Intake met Marit"),
        TimelineEvent(ago(230), "consult 1"),
        TimelineEvent(ago(180), "consult 2"),
        TimelineEvent(ago(172), "voortgang verstuurd", kind="report", tone="yes", url="#voortgang"),
        TimelineEvent(ago(110), "consult 3"),
        TimelineEvent(ago(9), "consult 4"),
        TimelineEvent(ago(2), "eindrapport wacht", kind="report", tone="wait", url="#eindrapport"),
        TimelineEvent(ago(-120), "einde traject"),
    ]
