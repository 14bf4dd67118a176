"""The wishes of other bureaus on screen: what a role misses, what is told first, asked first, chosen and taken out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consent.services.access import grant_access
from consent.services.using import request_consent
from reglement.services import active_version
from retention.services.closing import close
from retention.services.following import follow_version
from tests.browser.keys import code_for
from tests.browser.visitors import Album
from tests.factories.accounts import UserFactory
from tests.factories.consent import a_started_traject, sign_confidentiality
from tests.factories.dossiers import a_document, a_note
from tests.factories.reglement import activated, loaded, next_document, small_version
from vault.clock import today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOTH = ("light", "dark")
Visits = Callable[..., Page]
TEXT = """
[[gate_rule]]
id = "no-talks-for-others"
article = "2"
act = ["view", "export"]
effect = "deny"
match = { actor_role = ["administratie"], category_key = ["gesprekken"] }

[[gate_rule]]
id = "references-after-consent"
article = "2"
act = ["request_inbound"]
effect = "require"
needs = [{ kind = "consent", form = "written", bound_to = ["recipient", "item"] }]

[[retention_rule]]
id = "after-the-choice"
article = "2"
trigger = "traject_end"
term = "P1Y"
bound = "at_most"
closing_choice = [{ choice = "keep", term = "P18M" }, { choice = "destroy", term = "P0D" }]
"""
HOBBY = {
    "article": "2",
    "key": "hobbys",
    "label": "wat iemand graag doet",
    "tag": "ordinary",
    "needs": [{"kind": "notice", "event": "new_purpose"}],
}


@pytest.fixture
def bureau(db):
    """A running traject with a note and a letter, after a version that lists one kind of data more."""
    small_version(TEXT)
    bureau = a_started_traject("brieven")
    a_note(bureau.again(), bureau.coach, "Over de schulden.", category="gesprekken")
    a_document(bureau.again(), bureau.coach, category="brieven", title="Getekend trajectplan")
    document = next_document(active_version(), "2027")
    document["catalogue_item"].append(HOBBY)
    activated(loaded(document))
    follow_version(bureau.dossier.pk)
    return bureau


def address(bureau, tail):
    return f"/dossiers/{bureau.dossier.number}/{tail}"


def test_role_sees_what_it_does_not_see_and_takes_out_what_it_may(bureau, visits: Visits, album: Album):
    colleague = UserFactory(administratie=True, name="A. Smit")
    sign_confidentiality(colleague)
    grant_access(dossier=bureau.again(), user=colleague, by=bureau.coach, ground="administration")

    page = visits(colleague, address(bureau, "gesprekken/"))
    page.get_by_text("Dit deel ziet uw rol niet").click()
    expect(page.get_by_text("notities van gesprekken")).to_be_visible()
    assert "Over de schulden." not in page.content()
    album.keep(page, "category-not-shown", schemes=BOTH)
    page.goto(page.url.replace("gesprekken/", "documenten/"))
    page.get_by_role("link", name="Kopie van het dossier").click()
    album.keep(page, "copy", schemes=BOTH)
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Maak de kopie").click()

    assert downloaded.value.suggested_filename == f"{bureau.dossier.number}.zip"
    assert album.complaints == []


def test_client_is_told_before_a_new_kind_of_data_is_written(bureau, visits: Visits, album: Album):
    page = visits(bureau.coach, address(bureau, "gesprekken/notitie/"))
    page.get_by_text("Wat hier niet kan, en waarom").click()
    page.get_by_role("link", name="Vertel het").click()
    album.keep(page, "tell", schemes=BOTH)
    page.get_by_label("Waarom is dit nodig?").fill("Om werk te vinden dat past.")
    page.get_by_role("button", name="Vertel het").click()
    expect(page.get_by_text("nog niet gelezen")).to_be_visible()
    reader = visits(bureau.client_user, "/mijn/start/")
    expect(reader.get_by_text("Om werk te vinden dat past.")).to_be_visible()
    album.keep(reader, "told", schemes=BOTH)
    reader.get_by_role("button", name="Ik heb dit gelezen").first.click()
    page.goto(page.url.replace("vertellen/", "gesprekken/notitie/"))

    assert 'value="hobbys"' in page.content()
    assert album.complaints == []


def test_reference_is_asked_after_the_client_said_yes(bureau, visits: Visits, album: Album):
    page = visits(bureau.coach, address(bureau, "opvragen/"))
    fill_in_the_use(page)
    page.get_by_role("button", name="Mag dit?").click()
    expect(page.get_by_text("Vraag de cliënt om toestemming.")).to_be_visible()
    album.keep(page, "use-refused", schemes=BOTH)
    page.get_by_role("link", name="Vraag het de cliënt").first.click()
    fill_in_the_use(page)
    album.keep(page, "use-ask", schemes=BOTH)
    page.get_by_role("button", name="Stel de vraag").click()
    reader = visits(bureau.client_user, "/mijn/akkoord/")
    album.keep(reader, "my-consents", schemes=BOTH)
    reader.get_by_role("link", name="Lees en geef antwoord").click()
    reader.get_by_role("button", name="Ja, stuur mij een code").click()
    reader.get_by_label("Code uit uw e-mail").fill(code_for(bureau.client_user))
    album.keep(reader, "my-answer", schemes=BOTH)
    reader.get_by_role("button", name="Ja, dat is goed").click()
    page.goto(page.url)
    fill_in_the_use(page)
    page.get_by_role("button", name="Mag dit?").click()

    expect(page.get_by_text("Dit mag. Het besluit staat hieronder.")).to_be_visible()
    assert album.complaints == []


def fill_in_the_use(page: Page) -> None:
    """Choose to ask a former employer about letters."""
    page.get_by_label("Wat wilt u doen?").select_option("request_inbound")
    page.get_by_label("Bij wie").select_option("relation")
    page.get_by_label("Waarvoor").select_option("guidance")
    page.get_by_label("brieven").check()


def test_plan_and_request_are_recorded_each_by_his_own(bureau, visits: Visits, album: Album):
    page = visits(bureau.coach, address(bureau, "gronden/trajectplan/"))
    page.get_by_label("Getekend op").fill(today().isoformat())
    page.get_by_label(bureau.contact.name).check()
    page.get_by_label("brieven").check()
    album.keep(page, "trajectplan", schemes=BOTH)
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Afgesproken in het getekende trajectplan")).to_be_visible()
    album.keep(page, "agreements-with-plan", schemes=BOTH)
    reader = visits(bureau.client_user, "/mijn/akkoord/", language="nl")
    reader.get_by_role("link", name="Vraag ons iets te versturen").click()
    reader.get_by_label(bureau.contact.name).check()
    reader.get_by_label("brieven").check()
    reader.get_by_label("Wat wilt u dat wij versturen, en waarom?").fill("Mijn brief van mei.")
    album.keep(reader, "my-request", schemes=BOTH)
    reader.get_by_role("button", name="Vraag het").click()
    expect(reader.get_by_text("Gevraagd door de cliënt zelf")).to_be_visible()
    reader.get_by_role("button", name="Ik trek dit in").click()

    expect(reader.get_by_text("Uw verzoek is ingetrokken.")).to_be_visible()
    assert album.complaints == []


def test_client_chooses_what_happens_to_his_dossier(bureau, visits: Visits, album: Album):
    close(bureau.again(), outcome="new_employer", ended_on=today(), by=bureau.coach)
    reader = visits(bureau.client_user, "/mijn/bewaren/")
    reader.get_by_role("link", name="Maak uw keuze").click()
    album.keep(reader, "own-choice", schemes=BOTH)
    reader.get_by_label("laten vernietigen").check()
    reader.get_by_role("button", name="Dit kies ik").click()
    expect(reader.get_by_text("zelf gekozen in het portaal")).to_be_visible()
    album.keep(reader, "own-choice-made", schemes=BOTH)
    page = visits(bureau.coach, address(bureau, "bewaren/"))
    album.keep(page, "choice-of-client", schemes=BOTH)
    page.get_by_role("link", name="Leg een keuze vast").click()
    album.keep(page, "choice-on-behalf", schemes=BOTH)

    assert album.complaints == []


def test_pages_of_the_client_are_whole_in_english(bureau, visits: Visits, album: Album):
    request_consent(
        dossier=bureau.again(), asked_of="relation", purpose="guidance", categories=["brieven"], by=bureau.coach
    )

    page = visits(bureau.client_user, "/mijn/akkoord/", language="en")
    page.get_by_role("link", name="Read and answer").first.click()

    expect(page.get_by_role("button", name="Yes, send me a code")).to_be_visible()
