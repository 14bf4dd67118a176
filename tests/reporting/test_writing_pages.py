"""The writing pages: plain questions, nothing typed is ever lost."""

import pytest
from django.urls import reverse

from consent.models import ReportingLine
from reporting.models import ReportVersion
from tests.factories.reporting import a_next_version
from vault.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, coach):
    client.force_login(coach)
    return client


def typed(**facts):
    return {
        "title": "Eindrapport",
        "heading_1": "Verloop",
        "text_1": "Zij zocht werk. Zij vond werk.",
        "categories": ["intakegegevens"],
        "holds_health": "nee",
        "from_treating_doctor": "nee",
        "confidential": "nee",
        "section_count": "4",
        "expected_number": "0",
        **facts,
    }


def new_url(dossier):
    return reverse("reporting:report-new", args=[dossier.number])


def edit_url(version):
    return reverse("reporting:report-edit", args=[version.report.dossier.number, version.report_id])


@pytest.fixture
def line(dossier):
    return ReportingLine.objects.get(agreement__traject=dossier.traject, report_kind="extensive")


def test_a_new_report_is_written_along_a_line_of_the_agreement(desk, dossier, line):
    assert "Voor wie en waarvoor?" in desk.get(new_url(dossier)).text

    answer = desk.post(new_url(dossier), typed(line=str(line.pk), report_id=str(new_id())))

    version = ReportVersion.objects.select_related("report").get()
    assert answer.url == reverse("reporting:report", args=[dossier.number, version.report_id])
    assert (version.report.contact_id, version.report.purpose) == (line.contact_id, "progress")


def test_a_double_click_on_save_is_one_report(desk, dossier, line):
    form = typed(line=str(line.pk), report_id=str(new_id()))

    desk.post(new_url(dossier), form)
    desk.post(new_url(dossier), form)

    assert ReportVersion.objects.count() == 1


def test_a_forgotten_answer_about_health_is_asked_and_the_text_is_kept(desk, dossier, line):
    form = typed(line=str(line.pk), report_id=str(new_id()))
    del form["holds_health"]

    answer = desk.post(new_url(dossier), form)

    assert "Kies ja of nee." in answer.text
    assert "Zij zocht werk. Zij vond werk." in answer.text
    assert not ReportVersion.objects.exists()


def test_a_yes_about_health_says_what(desk, dossier, line):
    answer = desk.post(new_url(dossier), typed(line=str(line.pk), report_id=str(new_id()), holds_health="ja"))

    assert "Kruis aan wat erin staat over gezondheid." in answer.text


def test_health_that_was_ticked_is_not_denied(desk, dossier, line):
    form = typed(line=str(line.pk), report_id=str(new_id()), health_categories=["arbeidsongeschiktheid"])

    assert "Antwoord ja, of haal het kruisje weg." in desk.post(new_url(dossier), form).text


def test_one_section_more_keeps_what_was_typed_and_saves_nothing(desk, dossier, line):
    answer = desk.post(new_url(dossier), typed(line=str(line.pk), report_id=str(new_id()), more="1"))

    assert "Zij zocht werk. Zij vond werk." in answer.text
    assert 'name="text_5"' in answer.text
    assert not ReportVersion.objects.exists()


def test_a_dossier_without_an_agreement_leads_to_one(desk, dossier):
    dossier.traject.reporting_agreements.update(superseded_at=dossier.created_at)

    assert "Er is nog geen afspraak over rapporteren" in desk.get(new_url(dossier)).text


def test_editing_makes_the_next_version(desk, version):
    assert "Zij kan administratief werk doen." in desk.get(edit_url(version)).text

    answer = desk.post(edit_url(version), typed(expected_number="1"))

    assert answer.status_code == 302
    assert ReportVersion.objects.order_by("-number").first().number == 2


def test_a_text_typed_beside_a_newer_version_is_kept_with_a_clear_message(desk, version, coach):
    a_next_version(version, coach, "Zij kan ook in de zorg werken.")

    answer = desk.post(edit_url(version), typed(expected_number="1"))

    assert answer.status_code == 409
    assert "Zij zocht werk. Zij vond werk." in answer.text
    assert "Versie 2 is in een ander venster bewaard" in answer.text
    assert ReportVersion.objects.count() == 2


def test_the_second_try_after_that_message_is_saved(desk, version, coach):
    a_next_version(version, coach, "Zij kan ook in de zorg werken.")
    stale = desk.post(edit_url(version), typed(expected_number="1"))
    number = stale.context["form"]["expected_number"].value()

    answer = desk.post(edit_url(version), typed(expected_number=number))

    assert answer.status_code == 302
    assert ReportVersion.objects.count() == 3
