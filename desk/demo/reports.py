"""The reports of this bureau: made up, about work and plans, never about health."""

from collections.abc import Sequence
from typing import Final

from consent.terms import ReportKind, ReportPurpose
from reporting.sections import Section

PLAN: Final = (
    (
        "Aanleiding",
        "{Called} is bij ons aangemeld door {principal}. In het eerste gesprek is verteld hoe wij werken, welke "
        "gegevens wij bewaren en wat wij aan {principal} berichten.",
    ),
    (
        "Wat {called} zoekt",
        "{Called} wil werk waarin overzicht en contact met mensen samengaan, bij voorkeur binnen een half uur reizen. "
        "Vaste dagen zijn prettig.\n\nUit het overzicht van eerder werk blijkt ervaring met planning, klantcontact en "
        "het inwerken van collega's.",
    ),
    (
        "Aanpak",
        "Wij spreken elkaar om de twee weken. De eerste maand gaat over het cv en het netwerk, de tweede over "
        "kennismaken met werkgevers. Na drie maanden kijken wij samen terug.",
    ),
)

PROGRESS: Final = (
    (
        "Wat er gebeurd is",
        "Sinds het vorige bericht waren er drie gesprekken en twee telefonische afspraken. {Called} kwam alle "
        "afspraken na, rondde het cv af en sprak met vier mensen uit het eigen netwerk.",
    ),
    (
        "Wat er komt",
        "De komende zes weken staan twee werkbezoeken en een oefengesprek gepland. Het traject loopt volgens het "
        "plan dat in het begin is gemaakt.",
    ),
)

CONCLUSION: Final = (
    (
        "Verloop",
        "{Called} heeft in de afgelopen maanden actief gezocht naar passend werk. Er waren gesprekken om de twee "
        "weken. {Called} volgde een cursus administratie en liep acht weken mee bij een makelaar.",
    ),
    (
        "Mogelijkheden",
        "Administratief werk sluit goed aan bij ervaring en wensen, met afwisseling op een dag en vaste collega's. "
        "De voorkeur gaat uit naar drie of vier dagen in de week, waarvan een deel thuis.",
    ),
    (
        "Medewerking",
        "Alle afspraken zijn nagekomen. {Called} bereidde de gesprekken goed voor en nam zelf stappen.",
    ),
    (
        "Hoe het verder gaat",
        "Met {principal} is besproken dat de begeleiding op de afgesproken datum eindigt. Er lopen nog twee "
        "sollicitaties; daar gaat {called} zelf mee door.",
    ),
)

TEXTS: Final = {
    ReportPurpose.PLAN: ("Plan van aanpak", ReportKind.EXTENSIVE, PLAN),
    ReportPurpose.PROGRESS: ("Voortgang", ReportKind.SHORT_PROGRESS, PROGRESS),
    ReportPurpose.CONCLUSION: ("Eindrapport", ReportKind.EXTENSIVE, CONCLUSION),
}

# What is changed between versions: a word of the client about what he had said, and a fact that became known.
CHANGES: Final = (
    ("waarvan een deel thuis", "waarvan twee dagen op kantoor"),
    ("Er lopen nog twee sollicitaties", "Er loopt nog één sollicitatie, en er is een tweede gesprek gepland"),
)


def sections_of(purpose: ReportPurpose, *, called: str, principal: str, version: int = 1) -> Sequence[Section]:
    """Return the text of a report about this person; a later version has one sentence more or less changed."""
    words = {"called": called, "Called": called[0].upper() + called[1:], "principal": principal}
    sections = [Section(heading.format(**words), text.format(**words)) for heading, text in TEXTS[purpose][2]]
    for former, latter in CHANGES[: version - 1]:
        sections = [Section(part.heading, part.text.replace(former, latter)) for part in sections]
    return sections
