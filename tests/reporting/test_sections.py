"""What a report may consist of."""

import pytest

from reporting.sections import ReportIsEmpty, ReportIsTooLong, Section, cleaned, from_stored, to_stored


def test_a_report_without_text_is_refused():
    with pytest.raises(ReportIsEmpty):
        cleaned([Section("Verloop", "   ")])


def test_empty_sections_are_left_out():
    assert cleaned([Section("Verloop", "Goed."), Section("Advies", "")]) == (Section("Verloop", "Goed."),)


def test_more_sections_than_a_report_may_have_are_refused():
    with pytest.raises(ReportIsTooLong):
        cleaned([Section("Deel", "Tekst.")] * 21)


def test_a_section_longer_than_a_section_may_be_is_refused():
    with pytest.raises(ReportIsTooLong):
        cleaned([Section("Deel", "a" * 20_001)])


def test_a_blank_line_begins_a_new_paragraph():
    section = Section("Verloop", "Eerste alinea\nloopt door.\r\n\r\nTweede alinea.")

    assert section.paragraphs == ("Eerste alinea loopt door.", "Tweede alinea.")


def test_what_is_stored_reads_back_the_same():
    sections = (Section("Verloop", "Goed."), Section("", "Zonder kop."))

    assert from_stored(to_stored(sections)) == sections
