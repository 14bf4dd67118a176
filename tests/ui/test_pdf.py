"""Documents: the same bytes each time, readable by everyone, and nothing from outside."""

import hashlib
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pikepdf
import pytest

from ui import pdf

ROOT = Path(__file__).resolve().parents[2]
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
REPORT = {
    "organisation": "Bureau Voorbeeld",
    "reference": "D-2026-0088",
    "day": date(2026, 11, 21),
    "recipient": "P. van Houten",
    "purpose": "Afsluiten van spoor 2",
    "client_name": "Łukasz Şahin",
    "author": "Marit van der Velde",
    "sections": [{"heading": "Mogelijkheden", "text": "Administratief werk.\n\nTot 24 uur."}],
    "closing": "",
}


def report(**changes: object) -> bytes:
    return pdf.render_pdf("pdf/report.html", {**REPORT, **changes}, kind="report", title="Eindrapport")


@pytest.fixture
def document():
    with pikepdf.open(BytesIO(report())) as opened:
        yield opened


@pytest.fixture
def made_of(tmp_path, settings):
    """Return a function that prints a document of this text, through the same door as every other."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]

    def make(body: str) -> bytes:
        (tmp_path / "asking.html").write_text(f'<html lang="nl"><title>x</title><body>{body}</body></html>')
        return pdf.render_pdf("asking.html", {}, kind="notice", title="x")

    return make


def test_the_same_report_is_the_same_bytes():
    assert report() == report()


def test_another_process_writes_the_same_bytes():
    """A hash seed, a cache of fonts or a clock may not show in what the client approves."""
    script = (
        "import django, hashlib; django.setup(); from tests.ui.test_pdf import report;"
        "print(hashlib.sha256(report()).hexdigest())"
    )

    other = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)

    assert other.stdout.strip() == hashlib.sha256(report()).hexdigest()


def test_one_changed_letter_changes_the_bytes():
    assert report(purpose="Afsluiten van spoor 1") != report()


def test_a_report_says_its_language_and_title_and_is_tagged(document):
    assert str(document.Root.Lang) == "nl"
    assert str(document.docinfo["/Title"]) == "Eindrapport"
    assert bool(document.Root.MarkInfo.Marked)
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    assert "/StructTreeRoot" in document.Root


def test_a_report_is_marked_for_keeping_and_for_everyone(document):
    metadata = document.open_metadata()

    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
    assert metadata["pdfuaid:part"] == "1"


def test_every_font_is_inside(document):
    fonts = [font for page in document.pages for font in page.Resources.Font.values()]

    assert fonts
    assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_a_document_says_nothing_about_when_it_was_made(document):
    assert "/CreationDate" not in document.docinfo


def test_a_letter_is_marked_for_everyone():
    facts = {"addressee": "Ilse", "paragraphs": ["Welkom."], "facts": [("Wie", "Marit")]}
    letter = pdf.render_pdf("pdf/notice.html", {**REPORT, **facts}, kind="notice", title="Start")

    with pikepdf.open(BytesIO(letter)) as opened:
        assert opened.open_metadata()["pdfuaid:part"] == "1"


def test_a_certificate_lists_what_was_destroyed():
    rows = [{"what": "notities", "count": 3, "article": "art. 8"}]
    facts = {"statement": "Dit is vernietigd.", "facts": [("Wanneer", "vandaag")], "rows": rows}

    proof = pdf.render_pdf("pdf/certificate.html", {**REPORT, **facts}, kind="certificate", title="Bewijs")

    assert proof.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/pixel.png",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "asset:../../../config/settings/base.py",
        "asset:fonts/../../views.py",
        "asset:nowhere.svg",
        "relative.png",
        "//example.org/x.png",
    ],
)
def test_a_document_that_asks_for_something_outside_is_not_made(address, made_of):
    with pytest.raises(pdf.PdfRenderingRefused):
        made_of(f'<img alt="x" src="{address}">')


@pytest.mark.parametrize(
    "style", ["@import url(https://example.org/x.css);", "body { background: url(file:///etc/passwd) }"]
)
def test_a_style_that_asks_for_something_outside_is_refused(style, made_of):
    with pytest.raises(pdf.PdfRenderingRefused):
        made_of(f"<style>{style}</style>")


def test_a_refusal_tells_no_address(made_of):
    with pytest.raises(pdf.PdfRenderingRefused) as refusal:
        made_of('<img alt="x" src="https://example.org/ilse">')

    assert "ilse" not in str(refusal.value)


def test_a_document_may_carry_its_own_picture(made_of):
    assert made_of(f'<img alt="x" src="{PICTURE}">').startswith(b"%PDF-")


def test_open_document_is_made_once_and_again_when_it_says_something_else(monkeypatch):
    facts = {**REPORT, "addressee": "Bureau", "facts": [], "paragraphs": [uuid4().hex]}
    made = []
    written = pdf._written
    monkeypatch.setattr(pdf, "_written", lambda *given: made.append(given) or written(*given))

    def letter(**changes: object) -> bytes:
        return pdf.render_open_pdf("pdf/notice.html", facts | changes, kind="notice", title="Start")

    assert letter() == letter() == pdf.render_pdf("pdf/notice.html", facts, kind="notice", title="Start")
    assert len(made) == 2
    assert letter(paragraphs=["Iets anders."]) != letter()
    assert len(made) == 3
