"""The end of a dossier on screen: what the client reads and may do, what administratie and reviewers do about it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Organisation
from dossiers.models import Note
from retention.models import Certificate, PaperDossier, PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.closing import close
from tests.browser.keys import code_for
from tests.browser.visitors import Album
from tests.factories.accounts import OrganisationFactory
from tests.factories.consent import a_started_traject, sign_confidentiality
from tests.factories.dossiers import a_note
from tests.factories.reglement import small_version
from vault.clock import today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOTH = ("light", "dark")
Visits = Callable[..., Page]
TEXT = """
[[retention_rule]]
id = "with-room"
article = "2"
trigger = "traject_end"
term = "P1Y"
bound = "as_a_rule"
client_override = ["shorten", "extend"]
deviation = { role = ["directie"] }
"""


@pytest.fixture
def bureau(db):
    """A traject that closed today, with a note and a paper dossier, under a text that leaves room."""
    small_version(TEXT)
    bureau = a_started_traject("brieven")
    a_note(bureau.again(), bureau.coach, "Over het werk.", category="gesprekken")
    close(bureau.again(), outcome="new_employer", ended_on=today(), by=bureau.coach, paper="Kast 3, map 12")
    return bureau


def test_client_reads_what_he_may_do_and_has_his_dossier_destroyed(bureau, visits: Visits, album: Album, clock):
    clock.move(days=340)
    find_due()
    page = visits(bureau.client_user, "/mijn/bewaren/")
    expect(page.get_by_text("De vernietiging begint op")).to_be_visible()
    album.keep(page, "keeping-own", schemes=BOTH)
    page.get_by_role("link", name="De termijn wijzigen.").click()
    album.keep(page, "keeping-own-change", schemes=BOTH)
    page.go_back()
    page.get_by_role("link", name="Bezwaar maken").click()
    album.keep(page, "keeping-own-objection", schemes=BOTH)
    page.go_back()
    page.get_by_role("link", name="Het dossier nu al laten vernietigen.").click()
    album.keep(page, "keeping-own-erase", schemes=BOTH)
    page.get_by_role("button", name="Stuur mij een code").click()
    album.keep(page, "keeping-own-erase-code", schemes=BOTH)
    page.get_by_label("Waarom moet het dossier weg?").select_option("no_longer_needed")
    page.get_by_label("Code uit uw e-mail").fill(code_for(bureau.client_user))
    page.get_by_label("Ik weet dat dit niet terug te draaien is").check()
    page.get_by_role("button", name="Vernietig mijn dossier").click()
    expect(page.get_by_text("Uw dossier wordt nu vernietigd.")).to_be_visible()
    album.keep(page, "keeping-own-erase-done", schemes=BOTH)
    advance(PurgeCase.objects.get().pk, worker="scherm")

    assert not Note.objects.exists()
    assert Certificate.objects.get().payload["ground"] == "requested"
    assert album.complaints == []


def test_two_people_decide_and_paper_is_confirmed(
    bureau, visits: Visits, album: Album, clock, directie, privacy_officer, administratie
):
    OrganisationFactory()
    Organisation.objects.update(four_eyes=True)
    for person in (directie, privacy_officer, administratie):
        sign_confidentiality(person)
    clock.move(days=366)
    find_due()
    dossier = visits(bureau.coach, f"/dossiers/{bureau.dossier.number}/bewaren/")
    album.keep(dossier, "keeping-dossier", schemes=BOTH)
    page = visits(directie, "/bewaren/lijsten/")
    page.get_by_role("button", name="Zet ze op een lijst").click()
    other = visits(privacy_officer, "/mijn-dag/")
    album.keep(other, "keeping-my-day", schemes=BOTH)
    other.goto(page.url)
    album.keep(other, "keeping-list", schemes=BOTH)
    other.get_by_role("link", name="Haal eraf").click()
    album.keep(other, "keeping-take-out", schemes=BOTH)
    other.go_back()
    other.get_by_role("button", name="Keur goed wat erop staat").click()
    expect(other.get_by_text("Goedgekeurd door")).to_be_visible()
    other.goto(other.url.rsplit("/", 2)[0] + "/")
    album.keep(other, "keeping-lists", schemes=BOTH)
    clerk = visits(administratie, "/bewaren/papier/")
    album.keep(clerk, "keeping-papers", schemes=BOTH)
    clerk.get_by_role("link", name="Leg vast dat het weg is").click()
    clerk.get_by_label("zelf versnipperd").check()
    album.keep(clerk, "keeping-paper-gone", schemes=BOTH)
    clerk.get_by_role("button", name="Dit papier is weg").click()
    second = visits(directie, "/bewaren/papier/")
    second.get_by_role("button", name="Bevestig").click()
    expect(second.get_by_text("Bevestigd. Dit papier is weg.")).to_be_visible()

    assert PaperDossier.objects.get().is_gone
    assert PurgeCase.objects.get().approved_by == privacy_officer
    assert album.complaints == []
