"""The client's pages: read the exact document, then yes with a fresh code, or no without a reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from consent.models import Consent, ConsentEvent, ConsentRemark, ConsentState
from consent.queries.reading import first_read_by_client
from consent.terms import State
from reporting.services.submitting import submit_to_client
from tests.factories.dossiers import a_client
from tests.factories.reporting import a_next_version, a_report, code_mailed_to, says_yes

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(version, coach) -> Consent:
    return submit_to_client(version=version, by=coach)


@pytest.fixture
def phone(client, client_user):
    client.force_login(client_user)
    return client


def at(name, version):
    return reverse(f"reporting:{name}", args=[version.pk])


def test_the_list_names_what_waits(phone, version, asked):
    page = phone.get(reverse("reporting:client-reports")).text

    assert "Wacht op uw antwoord" in page
    assert at("client-report", version) in page


def test_a_client_without_reports_reads_that_nothing_waits(phone, dossier):
    assert "Er staan geen rapporten klaar" in phone.get(reverse("reporting:client-reports")).text


def test_a_version_that_was_not_submitted_does_not_exist_for_the_client(phone, version):
    assert phone.get(at("client-report", version)).status_code == 404
    assert phone.get(at("client-pdf", version)).status_code == 404


def test_the_page_tells_who_reads_it_why_and_until_when(phone, version, asked):
    page = phone.get(at("client-report", version)).text

    assert "Klopt dit rapport, Ilse?" in page
    assert "P. van Houten, personeelszaken (Bakkerij Van Houten)" in page
    assert "Staat er niet in" in page
    assert "Bewaard tot" in page
    assert "Nee zeggen heeft geen gevolgen voor uw begeleiding." in page


def test_yes_and_no_are_both_offered(phone, version, asked):
    page = phone.get(at("client-report", version)).text

    assert at("client-yes", version) in page
    assert at("client-no", version) in page


def test_reading_changes_nothing_but_is_remembered(phone, version, asked):
    assert first_read_by_client(version.content_version) is None

    phone.get(at("client-report", version))

    assert first_read_by_client(version.content_version) is not None
    assert Event.objects.get(event="report.read", object_id=version.content_version_id, actor_role="client")
    assert ConsentState.objects.get(consent=asked).state == State.REQUESTED


def test_the_client_gets_the_exact_bytes(phone, version, asked):
    answer = phone.get(at("client-pdf", version))

    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("inline")


def test_a_yes_needs_the_fresh_code_from_the_mail(phone, version, asked, client_user):
    assert phone.post(at("client-yes", version)).url == at("client-code", version)
    code = code_mailed_to(client_user)

    wrong = phone.post(at("client-code", version), {"code": "000000" if code != "000000" else "111111"})
    right = phone.post(at("client-code", version), {"code": f"{code[:3]} {code[3:]}"})

    assert "code" in wrong.text
    assert right.url == at("client-done", version)
    given = ConsentEvent.objects.get(consent=asked, kind="given")
    assert given.content_sha256 == version.content_version.content_sha256
    assert "Uw ja is vastgelegd" in phone.get(at("client-done", version)).text


def test_a_double_click_on_yes_is_one_yes(phone, version, asked, client_user):
    phone.post(at("client-yes", version))
    code = code_mailed_to(client_user)

    phone.post(at("client-code", version), {"code": code})
    again = phone.post(at("client-code", version), {"code": code})

    assert again.url == at("client-done", version)
    assert ConsentEvent.objects.filter(consent=asked, kind="given").count() == 1


def test_opening_the_code_page_mails_no_code(phone, version, asked, client_user, outbox):
    before = len(outbox.sent_to(client_user.email))

    phone.get(at("client-code", version))

    assert len(outbox.sent_to(client_user.email)) == before


def test_a_no_needs_no_code_and_no_reason(phone, version, asked):
    answer = phone.post(at("client-no", version), {"remark": ""})

    assert answer.url == at("client-done", version)
    assert ConsentState.objects.get(consent=asked).state == State.REFUSED
    assert not ConsentRemark.objects.exists()


def test_a_remark_is_kept_beside_the_no(phone, version, asked):
    phone.post(at("client-no", version), {"remark": "De cursus heette anders."})

    assert ConsentRemark.objects.get().event.consent_id == asked.pk
    assert "Uw nee is vastgelegd" in phone.get(at("client-done", version)).text


def test_an_answer_to_an_outdated_version_is_refused_with_a_way_on(phone, version, asked, coach):
    a_next_version(version, coach, "Zij kan ook in de zorg werken.")

    answer = phone.post(at("client-yes", version))

    assert answer.status_code == 409
    assert "nieuwere versie" in answer.text
    assert "Deze versie is vervallen" in phone.get(at("client-report", version)).text


def test_an_outdated_version_points_to_the_newest_that_was_submitted(phone, version, asked, coach):
    second = a_next_version(version, coach, "Zij kan ook in de zorg werken.")
    submit_to_client(version=second, by=coach)

    page = phone.get(at("client-report", version)).text

    assert "Er is een nieuwere versie" in page
    assert at("client-report", second) in page


def test_what_changed_since_last_time_is_told_in_sentences(phone, version, asked, coach):
    second = a_next_version(version, coach, "Zij kan ook in de zorg werken.")
    submit_to_client(version=second, by=coach)

    assert "Wat is er veranderd sinds de vorige keer? · 1 zin" in phone.get(at("client-report", second)).text
    changes = phone.get(at("client-changes", second)).text
    assert "Zij kan administratief werk doen." in changes
    assert "Zij kan ook in de zorg werken." in changes


def test_after_a_yes_there_is_nothing_left_to_answer(phone, version, asked, client_user):
    says_yes(asked, client_user)

    page = phone.get(at("client-report", version)).text

    assert at("client-yes", version) not in page
    assert "akkoord van cliënt" in page


def test_another_client_finds_nothing(client, version, asked, other_client_user, coach):
    a_client("Bram Bos", user=other_client_user, by=coach)
    client.force_login(other_client_user)

    for name in ("client-report", "client-pdf", "client-changes", "client-code", "client-no", "client-done"):
        assert client.get(at(name, version)).status_code == 404
    assert client.post(at("client-yes", version)).status_code == 404


def test_the_list_asks_the_database_the_same_number_of_times(phone, version, asked, dossier, contact, coach):
    url = reverse("reporting:client-reports")
    with CaptureQueriesContext(connection) as one:
        phone.get(url)
    for _turn in range(3):
        submit_to_client(version=a_report(dossier, contact, coach), by=coach)
    with CaptureQueriesContext(connection) as four:
        phone.get(url)

    assert len(one) == len(four)
