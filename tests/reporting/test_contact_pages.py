"""The contact's pages: his own disclosures only, and the gate asked again at each opening."""

import re

import pytest
from django.urls import reverse

from audit.models import Event
from consent.models import Consent, Disclosure, DisclosureOpening
from consent.services.approvals import withdraw
from reglement.models import Decision
from reporting.services.delivering import deliver
from reporting.services.sending import send_report
from tests.factories.dossiers import a_contact, an_opdrachtgever
from tests.factories.reporting import a_next_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def disclosure(approved, coach) -> Disclosure:
    deliver(send_report(version=approved, by=coach).pk, worker="one")
    return Disclosure.objects.get()


@pytest.fixture
def portal(client, contact_user):
    client.force_login(contact_user)
    return client


def at(name, disclosure):
    return reverse(f"reporting:{name}", args=[disclosure.pk])


def without_token(page):
    return re.sub(r"\b\w{64}\b", "", page)


def test_the_list_shows_what_was_sent_and_nothing_sealed(portal, disclosure):
    page = portal.get(reverse("reporting:contact-reports")).text

    assert at("contact-report", disclosure) in page
    assert "nieuw" in page
    assert "Ilse" not in page
    assert "Voortgang van het traject" not in page


def test_a_contact_without_reports_reads_so(portal, contact):
    assert "Er zijn nog geen rapporten voor u" in portal.get(reverse("reporting:contact-reports")).text


def test_opening_asks_the_gate_again_and_is_on_record(portal, disclosure, contact_user):
    decisions = Decision.objects.count()

    page = portal.get(at("contact-report", disclosure))

    assert "Zij volgde een cursus." in page.text
    assert Decision.objects.count() == decisions + 1
    assert DisclosureOpening.objects.get().by_user_id == contact_user.pk
    assert Event.objects.filter(event="report.opened", actor_id=contact_user.pk).count() == 1


def test_the_pdf_is_the_one_the_client_approved(portal, disclosure, approved):
    answer = portal.get(at("contact-pdf", disclosure))

    assert len(b"".join(answer.streaming_content)) == approved.pdf.size_bytes
    assert DisclosureOpening.objects.count() == 1


def test_after_a_withdrawal_the_report_stays_closed(portal, disclosure, approved, client_user):
    withdraw(Consent.objects.get(content_version=approved.content_version), user=client_user)

    answer = portal.get(at("contact-report", disclosure))

    assert answer.status_code == 403
    assert "cursus" not in answer.text
    assert portal.get(at("contact-pdf", disclosure)).status_code == 403


def test_an_edit_afterwards_leaves_what_was_sent_as_it_was(portal, disclosure, approved, coach):
    a_next_version(approved, coach, "Zij kan ook in de zorg werken.")

    page = portal.get(at("contact-report", disclosure)).text

    assert "Zij kan administratief werk doen." in page
    assert "in de zorg" not in page


def test_another_opdrachtgever_cannot_tell_it_exists(client, disclosure, other_contact_user):
    a_contact(other_contact_user, an_opdrachtgever("Gemeente Delft"))
    client.force_login(other_contact_user)

    foreign = client.get(at("contact-report", disclosure))
    absent = client.get(reverse("reporting:contact-report", args=["01900000-0000-7000-8000-000000000000"]))

    assert foreign.status_code == absent.status_code == 404
    assert without_token(foreign.text) == without_token(absent.text)
    assert client.get(at("contact-pdf", disclosure)).status_code == 404


def test_the_client_and_the_coach_have_no_way_in_here(client, disclosure, coach, client_user):
    for user in (coach, client_user):
        client.force_login(user)

        assert client.get(at("contact-report", disclosure)).status_code in (403, 404)
