"""What pages tell of reports with an end of their own: until when and why, that one is gone, and what is left."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from consent.models import Disclosure
from reporting.models import ReportVersion
from retention.coming import earlier_dates, shorter_terms
from retention.models import Certificate, DeidentifiedCopy
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.terms import Step
from tests.days import years_after
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import PDF, a_grant
from tests.factories.reglement import loaded, next_document
from tests.factories.reporting import a_report, a_reported_dossier, an_approved_report
from tests.reporting.apart.ending import AFTER_SENDING, APART, BY_LAW, LONG, REST, SHORT, a_text, carried_out, ended
from tests.retention.parts import fresh
from ui.dates import exact_words
from vault.clock import today

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = "formulieren, ingevuld door kandidaat of werkgever; intakegegevens"


def seen(client, user, path):
    client.force_login(user)
    return client.get(path).content.decode()


def test_page_of_keeping_tells_of_a_report_until_when_and_why(dossier, sent, coach, client):
    ended(dossier, coach)

    page = seen(client, coach, f"/dossiers/{dossier.number}/bewaren/")

    assert f"1 rapport: {BOTH}" in page
    assert exact_words(years_after(today(), 1)) in page
    assert "gaan weg met de rest van het dossier" in page


def test_client_reads_until_when_this_very_report_is_kept(dossier, sent, contact, coach, client, client_user):
    path = reverse("reporting:client-report", args=[sent.pk])

    assert "1 jaar na het einde" in seen(client, client_user, path)
    ended(dossier, coach)
    assert exact_words(years_after(today(), 1)) in seen(client, client_user, path)


@pytest.mark.parametrize("text", [AFTER_SENDING], indirect=True)
def test_client_reads_that_a_report_is_kept_for_a_time_after_it_was_sent(dossier, contact, coach, client, client_user):
    version = an_approved_report(dossier, contact, coach, client_user, categories=[REST])
    path = reverse("reporting:client-report", args=[version.pk])

    assert "3 maanden na het versturen" in seen(client, client_user, path)


def test_pages_say_that_a_report_is_gone_and_by_which_certificate(
    dossier, sent, coach, client_user, contact_user, client, clock
):
    disclosure = Disclosure.objects.get()
    ended(dossier, coach)
    carried_out(clock, days=366)
    number = Certificate.objects.get().number

    for user, path in (
        (coach, f"/dossiers/{dossier.number}/rapporten/"),
        (coach, f"/dossiers/{dossier.number}/bewaren/"),
        (client_user, reverse("reporting:client-reports")),
    ):
        page = seen(client, user, path)
        assert f"1 rapport: {BOTH}" in page
        assert number in page
    page = seen(client, contact_user, reverse("reporting:contact-reports"))
    opening = reverse("reporting:contact-report", args=[disclosure.pk])
    assert "vernietigd" in page
    assert opening not in page
    assert client.get(opening).status_code == 404


def test_who_may_not_see_a_kind_of_data_is_not_told_that_a_report_about_it_is_gone(
    organisation, contact, coach, client_user, substitute, client, clock
):
    dossier = a_reported_dossier(coach, client_user, contact, version=a_text(SHORT), health=True)
    a_report(dossier, contact, coach, categories=[APART, "arbeidsongeschiktheid"])
    a_grant(dossier, substitute, health=False)
    ended(dossier, coach)
    carried_out(clock, days=366)
    path = f"/dossiers/{dossier.number}/rapporten/"

    assert "1 rapport" in seen(client, coach, path)
    assert "1 rapport" not in seen(client, substitute, path)


@pytest.mark.parametrize("text", [LONG], indirect=True)
def test_report_that_outlived_its_dossier_is_given_out_as_its_pdf_for_a_stated_purpose(
    dossier, contact, coach, administratie, client, clock
):
    report = a_report(dossier, contact, coach, categories=[APART])
    sign_confidentiality(administratie)
    ended(dossier, coach)
    carried_out(clock, days=732)
    path = f"/bewaren/nog-over/{dossier.number}/"

    assert fresh(dossier).is_destroyed
    assert "1 rapport: formulieren, ingevuld" in seen(client, administratie, path)
    page = client.post(path, {"purpose": "legal_duty"}).content.decode()
    assert "Rapport" in page
    given = client.post(f"{path}{report.pdf_id}/", {"purpose": "legal_duty"})
    assert b"".join(given.streaming_content).startswith(b"%PDF")
    assert Event.objects.filter(event="outlived.read", object_id=report.report_id).count() == 1
    assert client.post(f"{path}{report.report_id}/", {"purpose": "legal_duty"}).status_code == 404


@pytest.mark.parametrize("text", [BY_LAW], indirect=True)
def test_copy_without_names_takes_the_place_of_a_report_that_a_law_keeps_so(
    dossier, contact, coach, administratie, client, clock
):
    version = a_report(dossier, contact, coach, categories=[APART, REST])
    sign_confidentiality(administratie)
    ended(dossier, coach)
    carried_out(clock, days=732)
    client.force_login(administratie)
    path = f"/bewaren/nog-over/{dossier.number}/"
    way = reverse("retention:deidentify", args=[dossier.number, version.report_id])

    assert way in client.post(path, {"purpose": "legal_duty"}).content.decode()
    nameless = SimpleUploadedFile("zonder-namen.pdf", PDF, content_type="application/pdf")
    assert client.post(way, {"file": nameless, "nobody": "on"}).status_code == 302
    [case_id] = find_due()
    assert advance(case_id, worker="een") == Step.CERTIFIED
    assert DeidentifiedCopy.objects.get().category == REST
    assert not ReportVersion.objects.exists()


def test_preview_of_a_version_names_the_kind_of_data_by_which_a_report_ends_earlier(dossier, sent, coach):
    version = dossier.traject.reglement_version
    text = next_document(version)
    next(rule for rule in text["retention_rule"] if rule["id"] == "apart")["term"] = "P6M"
    draft = loaded(text)

    assert [(one.dossier, one.category, one.becomes) for one in shorter_terms(draft)] == [
        (dossier.number, APART, "P6M")
    ]
    ended(dossier, coach)
    assert [(one.dossier, one.category, one.was) for one in earlier_dates(draft)] == [
        (dossier.number, APART, years_after(today(), 1))
    ]
