"""A next text, from a copy of what holds to two turned keys, written and tried by a beheerder with a keyboard."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from reglement.models import Draft
from reglement.services import active_version
from tests.browser.keys import code_for, somebody, turns_the_first_key, turns_the_second_key
from tests.browser.visitors import Album
from tests.factories.consent import a_bureau
from tests.reglement.test_replaying import ALLOWED, decided

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOTH = ("light", "dark")


@pytest.fixture
def bureau():
    """A bureau with a reglement that holds, and one decision of the gate."""
    a_bureau("a4p")
    decided(ALLOWED)


def opens_part(page: Page, title: str) -> None:
    """Unfold one part of the text."""
    page.locator("summary", has_text=title).click()


def test_beheerder_writes_tries_and_puts_forward_and_two_people_make_it_hold(visits, album: Album, bureau):
    directie, officer = somebody("directie", "D. Mulder"), somebody("privacy_officer", "P. Dekker")
    page = visits(somebody("beheerder", "H. Meijer"), "/beheer/reglement/draft/add/")
    album.keep(page, "ontwerp-begin", schemes=BOTH)
    page.get_by_role("button", name="Begin").click()
    album.keep(page, "ontwerp-overzicht", schemes=BOTH)

    opens_part(page, "Hoe lang gegevens blijven")
    page.get_by_role("button", name="Voeg toe: Hoe lang gegevens blijven").click()
    album.keep(page, "ontwerp-deel-leeg", schemes=BOTH)
    page.get_by_role("link", name=Draft.objects.get().label).click()
    album.keep(page, "ontwerp-fouten", schemes=BOTH)
    page.get_by_role("link", name="Hoe lang gegevens blijven: 3").first.click()
    fills_the_rule(page)
    album.keep(page, "ontwerp-deel-bewaard", schemes=BOTH)
    page.get_by_role("link", name=Draft.objects.get().label).click()
    expect(page.get_by_text("Alle delen kloppen met elkaar en met de wettekst.")).to_be_visible()
    album.keep(page, "ontwerp-klopt", schemes=BOTH)
    overview = page.url
    tries_it(page, album)

    page.goto(overview)
    page.get_by_role("button", name="Leg voor aan de directie").click()
    version = Draft.objects.get().version
    first = visits(directie, f"/reglement/versies/{version.pk}/")
    expect(first.get_by_text("tests", exact=False).first).to_be_visible()
    turns_the_first_key(first, "Nee")
    second = visits(officer, f"/reglement/versies/{version.pk}/")
    second.get_by_role("button", name="Stuur mij een code").click()
    turns_the_second_key(second, code_for(officer))

    assert active_version().pk == version.pk
    rule = active_version().document["retention_rule"][-1]
    assert (rule["id"], rule["term"], rule["match"]) == ("testuitslagen", "P1Y", {"category_tag": ["test"]})
    page.goto(overview)
    album.keep(page, "ontwerp-geldt")
    assert album.complaints == []


def tries_it(page: Page, album: Album) -> None:
    """Ask the draft a question, and let it decide last month again."""
    overview = page.url
    page.get_by_role("link", name="Stel een vraag").click()
    page.get_by_role("link", name="Mag dit rapport naar deze werkgever?").click()
    expect(page.get_by_text("Twee keer hetzelfde antwoord")).to_be_visible()
    album.keep(page, "ontwerp-vraag", schemes=BOTH)
    page.goto(overview)
    page.get_by_role("link", name="Neem de besluiten van de laatste maand opnieuw").click()
    expect(page.get_by_text(re.compile("besluiten? bekeken"))).to_be_visible()
    album.keep(page, "ontwerp-opnieuw", schemes=BOTH)


def fills_the_rule(page: Page) -> None:
    """Say that the results of tests stay one year, and save."""
    page.get_by_label("Naam van de regel").fill("testuitslagen")
    page.get_by_label("Artikel", exact=True).select_option("4R")
    page.get_by_role("group", name="Waarover het gaat").get_by_label("tests", exact=True).check()
    page.get_by_label("Begin van de termijn").select_option("traject_end")
    page.get_by_label("Bewaartermijn", exact=True).first.fill("1 jaar")
    page.get_by_label("Hoe streng").select_option("at_most")
    page.get_by_role("button", name="Bewaar").click()


def test_two_people_write_at_once_and_the_second_sees_both(visits, album: Album, bureau):
    mine = visits(somebody("beheerder", "H. Meijer"), "/beheer/reglement/draft/add/")
    mine.get_by_role("button", name="Begin").click()
    place = f"{mine.url.removesuffix('change/')}deel/retention_rule/0/"
    theirs = visits(
        somebody("beheerder", "K. Visser"), place.split("/beheer/")[0] and f"/beheer/{place.split('/beheer/')[1]}"
    )
    mine.goto(place)
    for page, term in ((mine, "3 jaar"), (theirs, "4 jaar")):
        page.get_by_label("Bewaartermijn", exact=True).first.fill(term)
        page.get_by_role("button", name="Bewaar").click()

    expect(theirs.get_by_text("Er staat nu: 3 jaar")).to_be_visible()
    album.keep(theirs, "ontwerp-twee-mensen", schemes=BOTH)
    assert album.complaints == []


@pytest.fixture
def plain(live_server, chromium):
    """A page in a browser without scripts."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900}, locale="nl-NL")
    yield context
    context.close()


def test_draft_is_written_without_scripts_and_without_a_mouse(live_server, plain, bureau):
    visitor = Client()
    visitor.force_login(somebody("beheerder", "H. Meijer"))
    plain.add_cookies([{"name": "sessionid", "value": visitor.cookies["sessionid"].value, "url": live_server.url}])
    page = plain.new_page()
    page.goto(f"{live_server.url}/beheer/reglement/draft/add/")
    page.get_by_role("button", name="Begin").press("Enter")
    summary = page.locator("summary", has_text="Beveiliging")
    summary.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Voeg toe: Beveiliging").press("Enter")
    page.get_by_label("Naam van de regel").press_sequentially("sloten")
    page.get_by_role("button", name="Bewaar").press("Enter")

    assert Draft.objects.get().document["measure"][-1]["id"] == "sloten"
