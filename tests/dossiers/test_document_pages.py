"""The pages of documents and duties."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from dossiers import services
from dossiers.models import Document, Duty
from dossiers.terms import OutsideCategory
from tests.factories.dossiers import (
    PDF,
    a_closed_dossier_of,
    a_document,
    a_dossier,
    a_dossier_of,
    a_grant,
)
from vault.clock import akkoord_now, today
from vault.ids import new_id
from vault.services import fence

pytestmark = pytest.mark.django_db
NOTE = {"kind": "note", "category": "gespreksnotities", "text": "Zij wil graag verder."}


def url(name, dossier, *rest):
    return reverse(f"dossiers:{name}", args=[dossier.number, *rest])


def note_form(**facts):
    return {**NOTE, "happened_on": today().isoformat(), "form_token": str(new_id()), **facts}


def upload(name="brief.pdf", content=PDF, **facts):
    return {
        "file": SimpleUploadedFile(name, content),
        "category": "correspondentie",
        "provenance": "client",
        "form_token": str(new_id()),
        **facts,
    }


# Documents


def test_document_is_kept_listed_and_given_out_as_an_attachment(browser, dossier, coach):
    page = browser(coach)
    listed = page.post(url("document-add", dossier), upload("../../brief één.pdf"), follow=True)
    given = page.get(url("document-download", dossier, Document.objects.get().pk))

    assert "brief één.pdf" in listed.content.decode()
    assert b"".join(given.streaming_content) == PDF
    assert given["Content-Disposition"].startswith("attachment;")
    assert ".." not in given["Content-Disposition"]
    assert given["X-Content-Type-Options"] == "nosniff"
    assert Event.objects.filter(event="document.read", object_id=Document.objects.get().pk).count() == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("brief.pdf", b"", "Dit bestand is leeg"),
        ("brief.pdf", b"MZ program", "past niet bij de naam"),
        ("macro.docm", PDF, "programma (macro)"),
        ("virus.exe", PDF, "Dit soort bestanden kan hier niet"),
    ],
)
def test_refused_upload_says_why_and_keeps_the_rest_of_the_form(browser, dossier, coach, name, content, sentence):
    answer = browser(coach).post(url("document-add", dossier), upload(name, content, title="Brief van thuis"))

    assert sentence in answer.content.decode()
    assert "Brief van thuis" in answer.content.decode()
    assert not Document.objects.exists()


def test_upload_that_is_too_big_says_so(browser, dossier, coach, settings):
    settings.AKKOORD_MAX_UPLOAD = 1_000
    answer = browser(coach).post(url("document-add", dossier), upload(content=PDF + b"x" * 500_000))

    assert "te groot" in answer.content.decode()
    assert not Document.objects.exists()


def test_upload_sent_twice_is_one_document(browser, dossier, coach):
    token = str(new_id())
    for _ in range(2):
        browser(coach).post(url("document-add", dossier), upload(form_token=token))

    assert Document.objects.count() == 1


def test_upload_after_the_traject_closed_is_refused(browser, coach):
    dossier = a_closed_dossier_of(coach)
    answer = browser(coach).post(url("document-add", dossier), upload())

    assert answer.status_code == 409
    assert "Dit traject is gesloten" in answer.content.decode()


@pytest.mark.parametrize("count", [5, 25])
def test_documents_cost_the_same_queries_however_many_there_are(browser, dossier, coach, count, queries_of):
    for number in range(count):
        a_document(dossier, coach, title=f"Document {number}")

    assert queries_of(browser(coach), url("documents", dossier)) <= 24


def test_document_about_health_is_absent_for_who_may_not_see_it(browser, coach, substitute):
    dossier = a_dossier_of(coach, health=True)
    document = a_document(dossier, coach, category=OutsideCategory.MEDICAL, necessity="daarom", title="Uitslag")
    a_grant(dossier, substitute)
    page = browser(substitute)

    assert "Uitslag" not in page.get(url("documents", dossier)).content.decode()
    assert page.get(url("document-download", dossier, document.pk)).status_code == 404


def test_document_of_another_dossier_is_not_given_out_under_this_one(browser, dossier, coach):
    document = a_document(a_dossier_of(coach), coach)

    assert browser(coach).get(url("document-download", dossier, document.pk)).status_code == 404


def test_dossier_that_is_being_destroyed_says_so(browser, dossier, coach):
    document = a_document(dossier, coach)
    fence([dossier.safe_id])

    assert browser(coach).get(url("document-download", dossier, document.pk)).status_code == 410


# Duties


def test_duty_is_done_once_and_the_page_goes_back(browser, dossier, coach):
    duty = services.open_duty(dossier=dossier, kind="inform_client", due_at=akkoord_now())
    answer = browser(coach).post(url("duty-done", dossier, duty.pk), {"next": "/mijn-dag/"})
    again = browser(coach).post(url("duty-done", dossier, duty.pk), {"next": "https://kwaad.example/"})

    assert answer["Location"] == "/mijn-dag/"
    assert again["Location"] == f"/dossiers/{dossier.number}/"
    assert Duty.objects.get().done_by_id == coach.pk


def test_duty_of_another_dossier_is_not_found(browser, dossier, coach):
    duty = services.open_duty(dossier=a_dossier(coach), kind="review")

    assert browser(coach).post(url("duty-done", dossier, duty.pk)).status_code == 404
