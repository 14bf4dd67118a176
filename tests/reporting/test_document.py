"""The PDF: everything declared stands in it, and the same words are the same bytes."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.utils.translation import override

from reporting.document import Declared, Paper, declared_sentences, made_pdf, sha256_of
from reporting.sections import Section

PAPER = Paper(
    reference="D-2026-0001, versie 1",
    organisation="Bureau Zuid",
    title="Voortgang",
    day=date(2026, 11, 21),
    client_name="Ilse de Boer",
    author="I. de Boer",
    recipient="P. van Houten",
    opdrachtgever="Bakkerij Van Houten",
    purpose="de voortgang volgen",
    sections=(Section("Verloop", "Zij zocht werk.\n\nZij vond werk."),),
    declared=Declared(("intakegegevens",), holds_health=False, from_treating_doctor=False, confidential=False),
)
EVERYTHING = Declared(("a", "b"), holds_health=True, from_treating_doctor=True, confidential=True)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return made_pdf(PAPER)


def test_the_same_paper_is_the_same_bytes(pdf):
    assert made_pdf(PAPER) == pdf


def test_one_changed_letter_is_another_hash(pdf):
    changed = replace(PAPER, sections=(Section("Verloop", "Zij zocht werk.\n\nZij vond werk!"),))

    assert sha256_of(made_pdf(changed)) != sha256_of(pdf)


def test_another_declaration_is_another_hash(pdf):
    healthy = Declared(("intakegegevens",), holds_health=True, from_treating_doctor=False, confidential=False)

    assert sha256_of(made_pdf(replace(PAPER, declared=healthy))) != sha256_of(pdf)


def test_the_pdf_is_tagged_and_has_its_title_and_language(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "nl"
        assert str(document.docinfo["/Title"]) == "Voortgang"


def test_the_language_of_the_reader_does_not_change_the_paper(pdf):
    with override("en"):
        assert made_pdf(PAPER) == pdf


def test_everything_declared_is_said_in_a_sentence():
    said = " ".join(declared_sentences(EVERYTHING))

    assert "Dit rapport gaat over: a, b." in said
    assert "gezondheid of belastbaarheid in." in said
    assert "arts of behandelaar" in said
    assert "vertrouwelijk" in said
