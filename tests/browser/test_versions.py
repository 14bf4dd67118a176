"""A new version of the reglement, from draft to acknowledged, walked by two people, a coach and a client."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from consent.services.announcing import announce_version
from consent.services.starting import acknowledge_start
from dossiers.models import Traject
from reglement.models import ReglementVersion
from reglement.services import active_version
from retention.services.closing import close
from retention.services.following import dossiers_behind, follow_version
from tests.browser.keys import code_for, somebody, turns_the_first_key, turns_the_second_key
from tests.consent.test_announcing import EVERYBODY, STAFF, a_version
from tests.factories.consent import a_bureau
from tests.factories.reglement import loaded, next_document
from vault.clock import today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOTH = ("light", "dark")
Visits = Callable[..., Page]


@pytest.fixture
def draft() -> ReglementVersion:
    """A bureau with a closed dossier, and a draft that keeps shorter and asks more before a report."""
    bureau = a_bureau("a4p")
    a_bureau("a4p", coach=bureau.coach)
    ended = today().replace(year=today().year - 1, day=1)
    Traject.objects.filter(pk=bureau.dossier.traject_id).update(started_on=ended)
    close(bureau.again(), outcome="new_employer", ended_on=ended, by=bureau.coach)
    document = next_document(active_version(), "2026-2", choices={"term": "P1Y"})
    document["articles"][3]["text"] += " Wat niet nodig is, schrijven wij niet op."
    report = next(rule for rule in document["gate_rule"] if rule["id"] == "report-within-agreement")
    report["needs"].append({"kind": "shown"})
    return loaded(document)


def test_two_people_make_a_version_hold_in_their_browsers(visits, album, draft):
    directie, officer = somebody("directie", "D. Mulder"), somebody("privacy_officer", "P. Dekker")
    page = visits(directie, "/reglement/versies/")
    album.keep(page, "versies", schemes=BOTH)
    page.get_by_role("link", name="2026-2").click()
    album.keep(page, "versie-eerste-sleutel", schemes=BOTH)
    page.get_by_role("button", name="Stel voor").click()
    album.keep(page, "versie-niet-volledig")
    turns_the_first_key(page, "Ja")
    album.keep(page, "versie-voorgesteld", schemes=BOTH)

    other = visits(officer, f"/reglement/versies/{draft.pk}/")
    album.keep(other, "versie-tweede-sleutel", schemes=BOTH)
    other.get_by_role("button", name="Stuur mij een code").click()
    turns_the_second_key(other, "000000")
    album.keep(other, "versie-code", schemes=BOTH)
    turns_the_second_key(other, code_for(officer))
    album.keep(other, "versie-geldt", schemes=BOTH)

    assert active_version().pk == draft.pk
    assert album.complaints == []


def test_key_that_no_longer_fits_says_that_nothing_changed(visits, album, draft):
    page = visits(somebody("directie", "D. Mulder"), f"/reglement/versies/{draft.pk}/", size="phone")
    ReglementVersion.objects.filter(pk=draft.pk).update(sha256="b" * 64)

    turns_the_first_key(page, "Nee")

    album.keep(page, "versie-geweigerd", schemes=BOTH)
    assert "De versie die gold, geldt nog" in page.content()
    assert album.complaints == []


def test_coach_who_is_late_reads_why_and_confirms(visits, album, clock):
    bureau = a_bureau("a4p")
    a_version(STAFF, EVERYBODY, important=True)
    page = visits(bureau.coach, "/mijn-dag/")
    album.keep(page, "mijn-dag-te-bevestigen", schemes=BOTH)
    clock.move(days=20)

    page = visits(bureau.coach, f"/dossiers/{bureau.dossier.number}/", size="phone")
    album.keep(page, "bevestigen-te-laat", schemes=BOTH)
    page.get_by_label("Ik heb deze versie gelezen en houd mij eraan.").check()
    page.get_by_role("button", name="Bevestig deze versie").click()
    page.goto(page.url.split("/mijn-dag/")[0] + f"/dossiers/{bureau.dossier.number}/")

    assert "Ilse de Boer" in page.content()
    overview = visits(somebody("beheerder", "H. Meijer"), "/reglement/bevestigingen/")
    album.keep(overview, "bevestigingen", schemes=BOTH)
    assert album.complaints == []


def test_client_reads_on_a_phone_what_changed_and_staff_read_it_in_english(visits, album, draft):
    bureau = a_bureau("a4p")
    acknowledge_start(bureau.dossier, user=bureau.client_user)
    english = visits(somebody("directie", "D. Mulder"), f"/reglement/versies/{draft.pk}/", language="en")
    album.keep(english, "version-english", schemes=BOTH)
    a_version(EVERYBODY, important=True)
    announce_version()
    page = visits(bureau.client_user, "/mijn/", size="phone")
    album.keep(page, "client-nieuws", schemes=BOTH)
    page.get_by_role("link", name="Lees wat er anders is").click()
    album.keep(page, "client-bevestigen", schemes=BOTH)
    page.get_by_role("button", name="Ik heb dit gelezen").click()

    assert "Dank u" in page.content()
    assert album.complaints == []


def test_page_of_a_dossier_says_why_its_date_came_forward(visits, album):
    bureau = a_bureau("a4p")
    close(bureau.again(), outcome="new_employer", ended_on=today(), by=bureau.coach)
    a_version(STAFF, label="korter", choices={"term": "P1Y"})
    for dossier in dossiers_behind(active_version()):
        follow_version(dossier)

    page = visits(somebody("directie", "D. Mulder"), f"/dossiers/{bureau.dossier.number}/bewaren/")

    album.keep(page, "bewaren-korter", schemes=BOTH)
    assert "Bij het begin van het traject gold 2 jaar" in page.content()
    assert album.complaints == []
