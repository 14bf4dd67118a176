"""The coach's pages: reports beside their gate, and a send button that tells why not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from consent.models import Consent
from consent.services.approvals import refuse, withdraw
from reglement.models import Decision
from reporting.models import Delivery, ReportVersion
from reporting.services.delivering import deliver
from reporting.services.sending import send_report
from reporting.services.submitting import submit_to_client
from tests.factories.dossiers import a_grant
from tests.factories.reporting import a_next_version, a_report, a_reported_dossier, says_yes

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, coach):
    client.force_login(coach)
    return client


def page_of(version):
    return reverse("reporting:report", args=[version.report.dossier.number, version.report_id])


def action(name, version):
    return reverse(f"reporting:{name}", args=[version.report.dossier.number, version.report_id, version.number])


def test_a_dossier_without_reports_says_what_to_do(desk, dossier):
    answer = desk.get(reverse("reporting:reports", args=[dossier.number]))

    assert "Nog geen rapporten" in answer.text
    assert reverse("reporting:report-new", args=[dossier.number]) in answer.text


def test_the_list_tells_where_each_report_stands(desk, version, coach):
    submit_to_client(version=version, by=coach)

    answer = desk.get(reverse("reporting:reports", args=[version.report.dossier.number]))

    assert "Voortgang van het traject" in answer.text
    assert "versie 1 · wacht op cliënt" in answer.text


def test_the_report_page_shows_the_text_and_what_the_gate_misses(desk, version):
    answer = desk.get(page_of(version))

    assert "Zij volgde een cursus." in answer.text
    assert "Mag dit naar" in answer.text
    assert "4.1" in answer.text
    assert "Leg voor aan de cliënt" in answer.text
    assert action("report-send", version) in answer.text


def test_reading_a_report_is_written_down_and_stores_no_decision(desk, version, coach):
    before = Decision.objects.count()

    desk.get(page_of(version))

    assert Event.objects.filter(event="report.read", object_id=version.pk, actor_id=coach.pk).count() == 1
    assert Decision.objects.count() == before


def test_sending_without_a_yes_answers_with_the_stored_denial(desk, version):
    answer = desk.post(action("report-send", version))

    assert answer.status_code == 409
    assert "Niet verstuurd" in answer.text
    assert "4.1" in answer.text
    assert Decision.objects.filter(act="report", effect="deny").count() == 1


def test_sending_with_a_yes_starts_the_delivery(desk, approved, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rung:
        answer = desk.post(action("report-send", approved))

    assert answer.status_code == 302
    assert Delivery.objects.count() == 1
    assert len(rung) == 1


def test_the_main_button_follows_the_state_where_a_ground_would_do_as_well(desk, coach, client_user, contact):
    dossier = a_reported_dossier(coach, client_user, contact, profile="wc")
    version = a_report(dossier, contact, coach, categories=["rapportage"])
    assert "Leg voor aan de cliënt" in desk.get(page_of(version)).text

    submit_to_client(version=version, by=coach)
    page = desk.get(page_of(version)).text
    assert "Herinner de cliënt" in page
    assert ".." not in page


def test_the_main_button_follows_the_state(desk, version, coach, client_user):
    consent = submit_to_client(version=version, by=coach)
    assert "Herinner de cliënt" in desk.get(page_of(version)).text

    says_yes(consent, client_user)
    assert "Verstuur naar P. van Houten" in desk.get(page_of(version)).text

    deliver(send_report(version=version, by=coach).pk, worker="one")
    page = desk.get(page_of(version)).text
    assert "Klaargezet voor P. van Houten" in page
    assert action("report-send", version) not in page


def test_a_no_with_a_remark_reaches_the_coach(desk, version, coach, client_user):
    refuse(submit_to_client(version=version, by=coach), user=client_user, remark="De cursus heette anders.")

    page = desk.get(page_of(version)).text

    assert "cliënt zegt nee" in page
    assert "De cursus heette anders." in page
    assert "Pas het rapport aan" in page


def test_a_delivery_that_was_stopped_is_told_with_its_reason(desk, approved, coach, client_user):
    delivery = send_report(version=approved, by=coach)
    withdraw(Consent.objects.get(content_version=approved.content_version), user=client_user)
    deliver(delivery.pk, worker="one")

    page = desk.get(page_of(approved)).text

    assert "Niet aangekomen" in page
    assert "De cliënt heeft het akkoord ingetrokken." in page


def test_the_difference_with_the_former_version_is_told_in_words(desk, version, coach):
    second = a_next_version(version, coach, "Zij kan ook in de zorg werken.")

    page = desk.get(page_of(second)).text

    assert "Verschil met versie 1 (1)" in page
    assert "Zij kan administratief werk doen." in page


def test_submitting_from_a_stale_page_asks_nothing(desk, version, coach):
    a_next_version(version, coach, "Zij kan ook in de zorg werken.")

    desk.post(action("report-submit", version))

    assert not ReportVersion.objects.filter(submitted_at__isnull=False).exists()


def test_the_pdf_is_the_exact_bytes(desk, version):
    answer = desk.get(action("report-pdf", version))

    pdf = b"".join(answer.streaming_content)
    assert pdf.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'inline; filename="rapport-versie-1.pdf"'
    assert int(answer["Content-Length"]) == len(pdf)


def test_an_outsider_finds_no_report(client, version, outsider_coach):
    client.force_login(outsider_coach)

    assert client.get(page_of(version)).status_code == 404
    assert client.post(action("report-send", version)).status_code == 404


def test_a_reader_may_look_and_not_send(client, version, substitute):
    a_grant(version.report.dossier, substitute, can_write=False)
    client.force_login(substitute)

    page = client.get(page_of(version))

    assert page.status_code == 200
    assert action("report-send", version) not in page.text
    assert client.post(action("report-send", version)).status_code == 403


def test_health_in_a_report_needs_the_right_to_health(client, desk, dossier, contact, coach, substitute):
    a_grant(dossier, coach, health=True)
    version = a_report(dossier, contact, coach, categories=["arbeidsongeschiktheid"])
    a_grant(dossier, substitute)
    client.force_login(substitute)

    assert client.get(page_of(version)).status_code == 403
    assert client.get(action("report-pdf", version)).status_code == 403


def test_the_report_page_asks_the_database_the_same_number_of_times(desk, version, coach):
    version = a_next_version(version, coach, "Eén.")
    with CaptureQueriesContext(connection) as two_versions:
        desk.get(page_of(version))
    for text in ("Twee.", "Drie.", "Vier."):
        version = a_next_version(version, coach, text)
    with CaptureQueriesContext(connection) as five_versions:
        desk.get(page_of(version))

    assert len(two_versions) == len(five_versions)


def test_the_list_asks_the_database_the_same_number_of_times(desk, version, dossier, contact, coach):
    url = reverse("reporting:reports", args=[dossier.number])
    with CaptureQueriesContext(connection) as one:
        desk.get(url)
    for _turn in range(3):
        a_report(dossier, contact, coach)
    with CaptureQueriesContext(connection) as four:
        desk.get(url)

    assert len(one) == len(four)
