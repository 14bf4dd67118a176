"""A report that ended before its dossier, as coach, client and reader find it; and what a new text says of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from reporting.services.delivering import deliver
from reporting.services.sending import send_report
from tests.browser.visitors import Album
from tests.factories.dossiers import a_contact, an_agreement
from tests.factories.reporting import a_report, a_reported_dossier, an_approved_report
from tests.reporting.apart.ending import APART, REST, SHORT, a_text, carried_out, ended

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOTH = ("light", "dark")
Visits = Callable[..., Page]


@pytest.fixture
def contact(contact_user):
    """Who receives the report."""
    contact = a_contact(contact_user)
    an_agreement(contact.opdrachtgever, covers_confidentiality=True)
    return contact


@pytest.fixture
def dossier(organisation, coach, client_user, contact):
    """A closed dossier with a report that was sent and ends after a year, and one that goes with the rest."""
    dossier = a_reported_dossier(coach, client_user, contact, version=a_text(SHORT), categories=(APART, REST))
    version = an_approved_report(dossier, contact, coach, client_user, categories=[APART, REST])
    assert deliver(send_report(version=version, by=coach).pk, worker="een")
    a_report(dossier, contact, coach, categories=[REST], title="Slotrapport")
    return ended(dossier, coach)


def test_everybody_finds_that_a_report_ended_before_its_dossier(
    dossier, visits: Visits, album: Album, coach, client_user, contact_user, directie, clock
):
    page = visits(coach, f"/dossiers/{dossier.number}/bewaren/")
    expect(page.get_by_text("1 rapport: formulieren")).to_be_visible()
    album.keep(page, "report-with-its-own-date", schemes=BOTH)
    carried_out(clock, days=366)

    page = visits(coach, f"/dossiers/{dossier.number}/rapporten/")
    expect(page.get_by_text("1 rapport: formulieren")).to_be_visible()
    expect(page.get_by_role("link", name="Slotrapport")).to_be_visible()
    album.keep(page, "reports-one-gone", schemes=BOTH)
    page = visits(client_user, "/mijn/rapporten/", size="phone")
    expect(page.get_by_text("Wat er niet meer is")).to_be_visible()
    album.keep(page, "own-reports-one-gone", schemes=BOTH)
    page = visits(contact_user, "/opdrachtgever/rapporten/")
    expect(page.get_by_text("vernietigd", exact=True)).to_be_visible()
    album.keep(page, "contact-report-gone", schemes=BOTH)
    page = visits(directie, f"/reglement/versies/{dossier.traject.reglement_version_id}/")
    expect(page.get_by_text("Wat altijd met het hele dossier weggaat")).to_be_visible()
    album.keep(page, "version-leaves-with-the-whole", schemes=BOTH)
    assert album.complaints == []
