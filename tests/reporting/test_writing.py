"""Writing: every save is an exact, immutable version, and voids what was approved before."""

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Event
from audit.opening import opened
from consent.models import ConsentState, ContentVersion
from consent.terms import State
from dossiers.facts import HealthRightMissing, RightMissing, TrajectClosed
from dossiers.services import close_traject
from reporting.facts import CategoryUnknown, ContactOfAnotherOpdrachtgever, ReportChangedElsewhere
from reporting.models import Report, ReportVersion
from reporting.permissions import reading_grant
from reporting.permits import permit_to_read
from reporting.sections import Section
from reporting.services.submitting import submit_to_client
from reporting.services.writing import save_version
from tests.factories.dossiers import a_contact, an_opdrachtgever
from tests.factories.reporting import ORDINARY, TEXT, a_next_version, a_report, says_yes
from vault.clock import today
from vault.files import read_file
from vault.ids import new_id

pytestmark = pytest.mark.django_db


def test_a_version_has_an_exact_pdf_whose_hash_the_gate_knows(version, coach):
    with opened(permit_to_read(coach, version, reading_grant(coach, version))):
        pdf = read_file(version.pdf)

    assert pdf.startswith(b"%PDF-")
    assert version.pdf.sha256 == version.content_version.content_sha256


def test_what_the_author_declares_stands_in_the_content_version(version):
    assert version.content_version.categories == [{"key": "intakegegevens", "tag": "ordinary"}]
    assert not version.content_version.holds_health
    assert version.content_version.report_purpose == "progress"


def test_a_changed_sentence_is_a_new_version(version, coach):
    second = a_next_version(version, coach, "Zij kan ook in de zorg werken.")

    assert second.number == 2
    assert second.content_version.content_sha256 != version.content_version.content_sha256
    assert ContentVersion.objects.get(pk=version.content_version_id).superseded_at is not None


def test_saving_what_was_there_makes_no_new_version(version, coach):
    again = a_next_version(version, coach, TEXT[1].text)

    assert again == version
    assert ReportVersion.objects.count() == 1


def test_a_version_saved_in_another_tab_is_not_overwritten(version, coach):
    a_next_version(version, coach, "Zij kan ook in de zorg werken.")

    with pytest.raises(ReportChangedElsewhere) as changed:
        a_next_version(version, coach, "Zij kan ook in het onderwijs werken.")

    assert changed.value.number == 2


def test_the_same_new_report_twice_is_one_report(dossier, contact, coach):
    report_id = new_id()

    first = a_report(dossier, contact, coach, report_id=report_id)
    second = a_report(dossier, contact, coach, report_id=report_id)

    assert first == second
    assert Report.objects.count() == 1


def test_an_edit_after_approval_voids_it_visibly(version, coach, client_user):
    consent = submit_to_client(version=version, by=coach)
    says_yes(consent, client_user)

    a_next_version(version, coach, "Zij kan ook in de zorg werken.")

    assert ConsentState.objects.get(consent=consent).state == State.SUPERSEDED
    assert Event.objects.filter(event="report.voided", dossier_id=version.report.dossier_id).count() == 1


def test_nothing_is_voided_when_nothing_was_asked(version, coach):
    a_next_version(version, coach, "Zij kan ook in de zorg werken.")

    assert not Event.objects.filter(event="report.voided").exists()


def test_health_needs_the_right_to_health(dossier, contact, coach):
    with pytest.raises(HealthRightMissing):
        a_report(dossier, contact, coach, categories=["arbeidsongeschiktheid"])


def test_a_coach_without_access_writes_nothing(dossier, contact, outsider_coach):
    with pytest.raises(RightMissing):
        a_report(dossier, contact, outsider_coach)


def test_a_category_outside_the_reglement_is_refused(dossier, contact, coach):
    with pytest.raises(CategoryUnknown):
        a_report(dossier, contact, coach, categories=["verzonnen"])


def test_a_contact_of_another_opdrachtgever_gets_no_report(dossier, other_contact_user, coach):
    with pytest.raises(ContactOfAnotherOpdrachtgever):
        a_report(dossier, a_contact(other_contact_user, an_opdrachtgever("Gemeente Delft")), coach)


def test_nothing_is_written_in_a_closed_traject(version, coach):
    dossier = version.report.dossier
    close_traject(dossier=dossier, outcome="new_employer", ended_on=today(), by=coach)

    with pytest.raises(TrajectClosed):
        a_next_version(version, coach, "Zij kan ook in de zorg werken.")


def test_a_version_never_changes(version):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportVersion.objects.filter(pk=version.pk).update(number=7)


def test_a_version_is_submitted_once(version, coach, substitute):
    submit_to_client(version=version, by=coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReportVersion.objects.filter(pk=version.pk).update(submitted_by=substitute)


def test_the_text_of_a_report_is_nowhere_in_plain(version):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT encode(body, 'escape') || encode(title, 'escape') FROM reporting_reportversion v"
            " JOIN reporting_report r ON r.id = v.report_id"
        )
        (stored,) = cursor.fetchone()

    assert "cursus" not in stored
    assert "Voortgang" not in stored


def test_a_report_takes_the_author_at_his_word_about_a_treating_doctor(version, coach):
    report = version.report

    second = save_version(
        report=report,
        title="Voortgang",
        sections=[Section("Verloop", "Goed.")],
        categories=ORDINARY,
        by=coach,
        expected_number=1,
        from_treating_doctor=True,
        confidential=True,
    )

    assert second.content_version.from_treating_doctor
    assert second.content_version.confidential
