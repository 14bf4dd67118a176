"""What is left after destruction on screen: looking up a line, the figures, and what a law keeps of a dossier."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dossiers.models import Document
from retention.models import ResidualRecord
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.terms import COOLING_OFF
from tests.browser.visitors import Album
from tests.days import years_after
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_document, a_note
from tests.retention.remains import LINE, NAME, NUMBERS, a_dossier_of_a_bakery, a_dossier_to_end, a_text, closed_now
from tests.retention.test_deidentified import CLEAN, NAMELESS
from tests.retention.test_outlived import whole_gone
from vault.clock import today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOTH = ("light", "dark")
Visits = Callable[..., Page]


@pytest.fixture
def left(coach, client_user, clock):
    """Destroyed dossiers of which a line, figures and a letter that a law keeps are left."""
    version = a_text(LINE + NUMBERS)
    dossier = a_dossier_of_a_bakery(coach, version, NAME, user=client_user)
    by_law = {"statute": "AWR 52", "statute_until": years_after(today(), 9)}
    a_document(dossier, coach, category="brieven", title="Brief over de factuur", **by_law)
    closed_now(dossier, coach)
    for number in range(3):
        a_dossier_to_end(coach, version, f"Naam{number} Ander", service="jobcoaching")
    clock.move(days=705)
    found = find_due()
    for days in (30, COOLING_OFF.days):
        clock.move(days=days)
        for case_id in found:
            advance(case_id, worker="scherm")
    return dossier


def test_what_remained_is_looked_up_and_ended_when_the_person_asks(
    left, visits: Visits, album: Album, privacy_officer
):
    sign_confidentiality(privacy_officer)
    page = visits(privacy_officer, "/bewaren/")
    album.keep(page, "remains-overview", schemes=BOTH)
    page.get_by_role("link", name="Opzoeken wat er bleef").click()
    page.get_by_label("Naam").fill("Niemand")
    page.get_by_role("button", name="Zoek op").click()
    expect(page.get_by_text("Niemand gevonden")).to_be_visible()
    album.keep(page, "remains-nobody", schemes=BOTH)
    page.get_by_label("Naam").fill(NAME)
    page.get_by_label("Waarvoor hebt u dit nodig?").select_option("relation")
    page.get_by_role("button", name="Zoek op").click()
    expect(page.get_by_text("Bakkerij De Ster")).to_be_visible()
    album.keep(page, "remains-found", schemes=BOTH)
    page.get_by_text("Vraagt deze persoon om dit weg te halen?").click()
    page.get_by_role("link", name="Vernietig dit").click()
    page.get_by_role("button", name="Vernietig dit").click()
    album.keep(page, "remains-end", schemes=BOTH)
    page.get_by_label("Ik weet dat dit niet terug te draaien is").check()
    page.get_by_role("button", name="Vernietig dit").click()
    expect(page.get_by_text("Van deze persoon is hier niets meer over.")).to_be_visible()
    page.goto(page.url.replace("wat-bleef", "cijfers"))
    expect(page.get_by_text("Aantal mensen per jaar").first).to_be_visible()
    album.keep(page, "remains-figures", schemes=BOTH)

    assert ResidualRecord.objects.count() == 3
    assert album.complaints == []


def test_administratie_opens_what_a_law_keeps(left, visits: Visits, album: Album, administratie):
    sign_confidentiality(administratie)
    page = visits(administratie, "/bewaren/nog-over/")
    album.keep(page, "left-list", schemes=BOTH)
    page.get_by_role("link", name=left.number).click()
    album.keep(page, "left-closed", schemes=BOTH)
    page.get_by_label("Waarvoor hebt u dit nodig?").select_option("legal_duty")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("Brief over de factuur").first).to_be_visible()
    album.keep(page, "left-opened", schemes=BOTH)
    with page.expect_download() as download:
        page.get_by_role("button", name="Haal op").click()

    assert download.value.path().read_bytes().startswith(b"%PDF")
    assert Document.objects.get()
    assert album.complaints == []


def test_who_carries_out_the_duty_puts_a_file_without_names_in_its_place(
    coach, client_user, visits: Visits, album: Album, administratie, clock, tmp_path
):
    sign_confidentiality(administratie)
    dossier = a_dossier_of_a_bakery(coach, a_text(NAMELESS), NAME, user=client_user)
    a_document(dossier, coach, category="subsidie", title="Bewijs")
    dossier = whole_gone(closed_now(dossier, coach), clock)
    (tmp_path / "bewijs.pdf").write_bytes(CLEAN)
    page = visits(administratie, f"/bewaren/nog-over/{dossier.number}/")
    page.get_by_role("button", name="Open").click()
    album.keep(page, "nameless-opened", schemes=BOTH)
    page.get_by_role("link", name="Maak onherkenbaar").click()
    album.keep(page, "nameless-form", schemes=BOTH)
    page.get_by_label("Het onherkenbare bestand").set_input_files(tmp_path / "bewijs.pdf")
    page.get_by_label("Ik heb nagekeken").check()
    page.get_by_role("button", name="Zet in de plaats").click()
    expect(page.get_by_text("Het stuk met namen wordt nu vernietigd.")).to_be_visible()
    album.keep(page, "nameless-copies", schemes=BOTH)

    assert album.complaints == []


def test_coach_names_the_law_that_keeps_a_document(coach, client_user, visits: Visits, album: Album):
    version = a_text()
    dossier = a_dossier_of_a_bakery(coach, version, NAME, user=client_user)
    a_document(dossier, coach, category="brieven", title="Brief")
    page = visits(coach, f"/dossiers/{dossier.number}/documenten/")
    album.keep(page, "statute-documents", schemes=BOTH)
    page.get_by_role("link", name="Bewaarplicht").click()
    page.get_by_label("Welke wet?").fill("AWR 52")
    page.get_by_role("button", name="Leg vast").click()
    album.keep(page, "statute-refused", schemes=BOTH)
    page.get_by_label("Tot welke dag vraagt die wet dat?").fill("2040-12-31")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("AWR 52")).to_be_visible()
    closed_now(dossier, coach)
    page.goto(page.url.replace("documenten", "bewaren"))
    expect(page.get_by_text("De wet (AWR 52) verplicht ons dit te bewaren.")).to_be_visible()
    album.keep(page, "statute-keeping", schemes=BOTH)

    assert album.complaints == []


def test_who_carries_out_the_duty_types_a_text_in_the_place_of_notes(
    coach, client_user, visits: Visits, album: Album, administratie, clock
):
    sign_confidentiality(administratie)
    dossier = a_dossier_of_a_bakery(coach, a_text(NAMELESS), NAME, user=client_user)
    a_note(dossier, coach, "Twintig uur begeleid", category="subsidie")
    dossier = whole_gone(closed_now(dossier, coach), clock)
    page = visits(administratie, f"/bewaren/nog-over/{dossier.number}/")
    page.get_by_role("button", name="Open").click()
    page.get_by_role("link", name="Maak onherkenbaar").click()
    album.keep(page, "nameless-notes", schemes=BOTH)
    page.get_by_label("De onherkenbare tekst").fill("Twintig uur begeleid")
    page.get_by_label("Ik heb nagekeken").check()
    page.get_by_role("button", name="Zet in de plaats").click()

    expect(page.get_by_text("De notities met namen worden nu vernietigd.")).to_be_visible()
    assert album.complaints == []
