"""The text of the start notice: what the client is told about reports and about his rights before the start."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.queries import organisation_name
from consent.models import ReportingLine
from consent.terms import NoticeAbout
from dossiers.catalogue import labels_of
from dossiers.models import Traject
from reglement.wording.words import PURPOSES
from ui.listing import enumerated


def notice_text(traject: Traject, lines: Sequence[ReportingLine]) -> list[str]:
    """Return the paragraphs: to whom, which data, how, for what and how often, and then the rights (A4P 4 and 5)."""
    labels = labels_of(traject)
    return [
        _("%(bureau)s begeleidt u in opdracht van %(opdrachtgever)s. Hier leest u wat wij over u vertellen.")
        % {"bureau": organisation_name(), "opdrachtgever": traject.opdrachtgever.name},
        *([_line_text(line, labels) for line in lines] or [_("Wij rapporteren aan niemand over u.")]),
        _("Meer dan dit delen wij niet, tenzij u het goed vindt of een wet of rechter het ons oplegt."),
        _("Hoe dat precies zit, staat in ons reglement. U leest het altijd op de pagina Reglement van uw dossier."),
        *_rights_text(),
    ]


def new_data_text(traject: Traject, *, event: str, category: str, purpose: str, why: str) -> list[str]:
    """Return the paragraphs about one kind of data or purpose that is new to the client, and why it is needed."""
    said = {
        "bureau": organisation_name(),
        "data": labels_of(traject).get(category, category),
        "purpose": PURPOSES.get(purpose, purpose),
    }
    if event == NoticeAbout.DATA_FROM_OTHERS:
        what = _("%(bureau)s krijgt van iemand anders gegevens over u en bewaart die. Het gaat om: %(data)s.")
    elif category:
        what = _("%(bureau)s wil een nieuwe soort gegevens over u bewaren: %(data)s.")
    else:
        what = _("%(bureau)s wil uw gegevens ook hiervoor gebruiken: %(purpose)s.")
    return [what % said, _("Waarom:"), why, _("Bent u het er niet mee eens? Zeg het uw coach. U mag bezwaar maken.")]


def _line_text(line: ReportingLine, labels: dict[str, str]) -> str:
    return _(
        "Aan %(name)s van %(organisation)s: %(kind)s, %(form)s, %(frequency)s. Waarvoor: %(purpose)s. Over: %(data)s."
    ) % {
        "name": line.contact.name,
        "organisation": line.contact.opdrachtgever.name,
        "kind": line.get_report_kind_display(),
        "form": line.get_form_display(),
        "purpose": line.get_purpose_display(),
        "frequency": line.get_frequency_display(),
        "data": enumerated(labels.get(key, key) for key in line.categories),
    }


def _rights_text() -> list[str]:
    return [
        _("U mag zien wat wij over u bewaren. U mag ook zien wie erin keek en wat naar wie ging."),
        _("U mag vragen om iets te verbeteren, aan te vullen, af te schermen of te wissen."),
        _("U mag een toestemming altijd intrekken. Dat heeft geen gevolgen voor uw begeleiding."),
        _("Bent u niet tevreden? Praat met uw coach, dien een klacht in, of ga naar de Autoriteit Persoonsgegevens."),
    ]
