"""The exact PDF of one version: the same words and declarations always give the same bytes."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from reporting.sections import Section, to_stored
from ui.dates import exact_words
from ui.listing import enumerated
from ui.pdf import render_pdf


@dataclass(frozen=True, slots=True)
class Declared:
    """What the author says is in the report, in the words that the client reads too."""

    categories: tuple[str, ...]
    holds_health: bool
    from_treating_doctor: bool
    confidential: bool
    oldest_on: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that stands on the paper; nothing else reaches the PDF."""

    reference: str
    organisation: str
    title: str
    day: date
    client_name: str
    author: str
    recipient: str
    opdrachtgever: str
    purpose: str
    sections: tuple[Section, ...]
    declared: Declared


def made_pdf(paper: Paper) -> bytes:
    """Return the PDF of this paper in Dutch, the language of the reglement; raises ui.pdf.PdfRenderingRefused."""
    with override("nl"):
        return render_pdf("pdf/report.html", _context(paper), kind="report", language="nl", title=paper.title)


def sha256_of(pdf: bytes) -> str:
    """Return the hash that the client approves."""
    return hashlib.sha256(pdf).hexdigest()


def declared_sentences(declared: Declared) -> tuple[str, ...]:
    """Return what the author declared, as the sentences that close the report."""
    listed = enumerated(declared.categories)
    sentences = [_("Dit rapport gaat over: %(categories)s.") % {"categories": listed}] if listed else []
    if declared.holds_health:
        sentences.append(_("Er staan gegevens over gezondheid of belastbaarheid in."))
    else:
        sentences.append(_("Er staat niets in over gezondheid, belastbaarheid of behandeling."))
    if declared.from_treating_doctor:
        sentences.append(_("Een deel komt van een arts of behandelaar."))
    if declared.confidential:
        sentences.append(_("De schrijver heeft dit rapport als vertrouwelijk aangemerkt."))
    if declared.oldest_on is not None:
        day = {"day": exact_words(declared.oldest_on)}
        sentences.append(_("De oudste gegevens in dit rapport zijn van %(day)s.") % day)
    return tuple(sentences)


def _context(paper: Paper) -> dict[str, object]:
    return {
        "organisation": paper.organisation,
        "title": paper.title,
        "reference": paper.reference,
        "day": paper.day,
        "recipient": f"{paper.recipient}, {paper.opdrachtgever}",
        "purpose": paper.purpose,
        "client_name": paper.client_name,
        "author": paper.author,
        "sections": to_stored(paper.sections),
        "closing": " ".join(declared_sentences(paper.declared)),
    }
