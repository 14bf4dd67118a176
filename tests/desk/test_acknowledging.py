"""The page on which somebody reads what changed and says so, and the list of who did."""

import pytest
from django.urls import reverse

from consent.refusals import AcknowledgeFirst
from consent.services.announcing import announce_version
from consent.services.starting import acknowledge_start
from dossiers.models import Dossier
from reglement.acknowledgements import to_acknowledge
from reglement.models import Acknowledgement
from reglement.services import active_version
from tests.consent.test_announcing import EVERYBODY, STAFF, a_version
from tests.desk.test_pages import browser_of, signed
from tests.factories.consent import a_bureau
from tests.factories.reglement import activated, next_draft

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/reglement/bevestigen/"


@pytest.fixture
def bureau():
    return a_bureau("a4p")


def page_of(user, path: str = PAGE) -> str:
    return browser_of(user).get(path).content.decode()


def evidence_of(user, version) -> set[str]:
    return set(Acknowledgement.objects.filter(user=user, version=version).values_list("evidence", flat=True))


def test_coach_signs_the_version_that_he_read(bureau):
    version = a_version(STAFF)
    browser = browser_of(bureau.coach)
    assert "Bevestig deze versie op tijd" in page_of(bureau.coach)

    answer = browser.post(PAGE, {"seen": version.sha256, "agreed": "on"})

    assert answer["Location"] == "/mijn-dag/"
    assert evidence_of(bureau.coach, version) == {"signed"}
    assert to_acknowledge(bureau.coach) is None


def test_second_click_records_nothing_more(bureau):
    version = a_version(STAFF)
    browser = browser_of(bureau.coach)

    for _time in range(2):
        browser.post(PAGE, {"seen": version.sha256, "agreed": "on"})

    assert Acknowledgement.objects.filter(user=bureau.coach, version=version).count() == 1


def test_without_the_tick_nothing_is_recorded(bureau):
    version = a_version(STAFF)

    answer = browser_of(bureau.coach).post(PAGE, {"seen": version.sha256})

    assert answer.status_code == 422
    assert evidence_of(bureau.coach, version) == set()


def test_version_that_came_while_somebody_read_is_read_first(bureau):
    old = a_version(STAFF)
    new = activated(next_draft(active_version(), "nieuwst"))

    answer = browser_of(bureau.coach).post(PAGE, {"seen": old.sha256, "agreed": "on"})

    assert answer["Location"] == PAGE
    assert evidence_of(bureau.coach, old) | evidence_of(bureau.coach, new) == set()


def test_who_is_too_late_is_led_to_the_page_that_says_why(bureau, clock):
    a_version(STAFF)
    clock.move(days=20)
    browser = browser_of(bureau.coach)

    assert browser.get("/mijn-dag/")["Location"] == PAGE
    assert browser.get(f"/dossiers/{bureau.dossier.number}/")["Location"] == PAGE
    assert browser.get("/dossiers/D-2020-0001/")["Location"] == PAGE
    assert "Dossiers zijn voor u nu dicht" in page_of(bureau.coach)
    assert "Dossiers zijn voor u nu dicht" in page_of(bureau.coach, "/dossiers/")


def test_confirming_opens_his_dossiers_again(bureau, clock):
    version = a_version(STAFF)
    clock.move(days=20)
    browser = browser_of(bureau.coach)

    browser.post(PAGE, {"seen": version.sha256, "agreed": "on"})

    assert browser.get(f"/dossiers/{bureau.dossier.number}/").status_code == 200


def test_who_is_kept_out_starts_no_traject(bureau, clock):
    a_version(STAFF)
    clock.move(days=20)

    with pytest.raises(AcknowledgeFirst):
        a_bureau("a4p", coach=bureau.coach)
    assert Dossier.objects.count() == 1


def test_client_reads_what_is_different_in_his_own_pages(bureau):
    acknowledge_start(bureau.dossier, user=bureau.client_user)
    version = a_version(EVERYBODY, important=True)
    announce_version()
    assert "Ons reglement is veranderd" in page_of(bureau.client_user, "/mijn/")
    assert "tell-of-changes" not in page_of(bureau.client_user)

    answer = browser_of(bureau.client_user).post(PAGE, {"seen": version.sha256, "agreed": "on"})

    assert answer["Location"] == "/mijn/"
    assert evidence_of(bureau.client_user, version) == {"sent", "read"}
    assert "Ons reglement is veranderd" not in page_of(bureau.client_user, "/mijn/")


def test_contact_of_the_opdrachtgever_reads_it_in_his(bureau):
    a_version(EVERYBODY, important=True)
    announce_version()

    assert "Ons reglement is veranderd" in page_of(bureau.contact.user, "/opdrachtgever/")
    assert "bericht aan cliënten en opdrachtgevers" in page_of(bureau.contact.user)


def test_colleague_compares_with_the_version_that_he_himself_acknowledged(bureau):
    browser_of(bureau.coach).post(PAGE, {"seen": active_version().sha256, "agreed": "on"})
    activated(next_draft(active_version(), "2", choices={"term": "P1Y"}))
    activated(next_draft(active_version(), "3"))

    page = page_of(bureau.coach)

    assert "Vergeleken met versie ongedateerd" in page
    assert "1 jaar in plaats van 2 jaar" in page


def test_beheerder_reads_who_confirmed_and_who_is_kept_out(bureau, beheerder, clock):
    version = a_version(STAFF, EVERYBODY, important=True)
    announce_version()
    browser_of(bureau.coach).post(PAGE, {"seen": version.sha256, "agreed": "on"})
    clock.move(days=20)

    page = page_of(signed(beheerder), reverse("desk:acknowledgements"))

    done, waiting = page.index(">Bevestigd<"), page.index(">Nog niet<")
    assert waiting < page.index(beheerder.name, waiting) < done < page.index(bureau.coach.name, done)
    assert "dossiers zijn dicht" in page[waiting:done]
    assert "1 van 1 kregen bericht, 0 lazen het" in page


def test_list_of_who_confirmed_costs_the_same_for_many_colleagues(bureau, beheerder, django_assert_max_num_queries):
    a_version(STAFF)
    browser = browser_of(signed(beheerder))
    browser.get(reverse("desk:acknowledgements"))
    with django_assert_max_num_queries(40) as few:
        browser.get(reverse("desk:acknowledgements"))
    for _time in range(5):
        a_bureau("a4p")

    with django_assert_max_num_queries(len(few)):
        browser.get(reverse("desk:acknowledgements"))


def test_before_there_is_a_reglement_there_is_nothing_to_confirm(coach, beheerder):
    assert browser_of(signed(coach)).get(PAGE)["Location"] == "/mijn-dag/"
    assert "Er geldt nog geen reglement" in page_of(signed(beheerder), reverse("desk:acknowledgements"))
