"""The first pages of everybody: they open, say what waits, and cost the same whatever there is."""

import pytest
from django.test import Client as Browser

from dossiers.models import Dossier
from reglement.services import acknowledge
from tests.dossiers.conftest import contact, dossier  # noqa: F401 (the dossier most tests are about)
from tests.factories.dossiers import a_client, a_consult, a_dossier_of, a_note
from vault.clock import akkoord_now

pytestmark = pytest.mark.django_db


def signed(user):
    """Return the person, with his confidentiality statement signed."""
    acknowledge(user=user, kind="confidentiality", evidence="signed", text_sha256="a" * 64)
    return user


def browser_of(user) -> Browser:
    """Return a browser in which this person is logged in."""
    browser = Browser()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.mark.parametrize(
    ("person", "page"),
    [
        ("coach", "/mijn-dag/"),
        ("beheerder", "/mijn-dag/"),
        ("client_user", "/mijn/"),
        ("contact_user", "/opdrachtgever/"),
        ("auditor", "/reglement/"),
    ],
)
def test_front_door_leads_everybody_to_his_own_page(person, page, request):
    answer = browser_of(request.getfixturevalue(person)).get("/")

    assert answer["Location"] == page


def test_coach_signs_for_secrecy_before_anything_else(coach):
    browser = browser_of(coach)

    assert browser.get("/mijn-dag/")["Location"] == "/zwijgplicht/"
    assert "Ik houd geheim" in browser.get("/zwijgplicht/").content.decode()
    assert browser.post("/zwijgplicht/")["Location"] == "/mijn-dag/"
    assert browser.post("/zwijgplicht/")["Location"] == "/mijn-dag/"
    assert browser.get("/mijn-dag/").status_code == 200


def test_my_day_names_who_comes_today(coach, dossier):  # noqa: F811
    a_consult(dossier, coach, starts_at=akkoord_now())

    page = browser_of(signed(coach)).get("/mijn-dag/").content.decode()

    assert "Ilse de Boer" in page
    assert "Gesprek 1" in page


def test_my_day_of_a_colleague_does_not_know_the_dossier(outsider_coach, dossier):  # noqa: F811
    a_consult(dossier, dossier.traject.lead_coach, starts_at=akkoord_now())

    page = browser_of(signed(outsider_coach)).get("/mijn-dag/").content.decode()

    assert "Ilse de Boer" not in page


def test_list_finds_a_dossier_by_part_of_a_name(coach, dossier):  # noqa: F811
    browser = browser_of(signed(coach))

    assert dossier.number in browser.get("/dossiers/?q=boe").content.decode()
    assert dossier.number not in browser.get("/dossiers/?q=xyz").content.decode()


def test_overview_shows_the_client_to_his_coach_only(coach, outsider_coach, beheerder, dossier):  # noqa: F811
    path = f"/dossiers/{dossier.number}/"

    assert "Ilse de Boer" in browser_of(signed(coach)).get(path).content.decode()
    assert browser_of(signed(outsider_coach)).get(path).status_code == 404
    assert browser_of(signed(beheerder)).get(path).status_code == 403


def test_client_reads_who_looked(coach, client_user, dossier):  # noqa: F811
    browser_of(signed(coach)).get(f"/dossiers/{dossier.number}/")

    page = browser_of(client_user).get("/mijn/inzage/").content.decode()

    assert "Een coach bekeek" in page
    assert coach.name in page


def test_list_costs_the_same_for_five_and_twenty_five_dossiers(coach, django_assert_max_num_queries):
    browser = browser_of(signed(coach))
    make_dossiers(coach, 5)
    browser.get("/dossiers/")
    with django_assert_max_num_queries(40) as few:
        browser.get("/dossiers/")
    make_dossiers(coach, 20)

    with django_assert_max_num_queries(len(few)):
        browser.get("/dossiers/")


def make_dossiers(coach, number: int) -> list[Dossier]:
    """Make as many dossiers of different clients."""
    made = [a_dossier_of(coach, client=a_client(f"Cliënt {place}", by=coach)) for place in range(number)]
    for one in made:
        a_note(one, coach)
    return made


def test_day_of_who_guides_nobody_begins_with_what_runs_out(directie, dossier):  # noqa: F811
    page = browser_of(signed(directie)).get("/mijn-dag/").content.decode()

    assert "Wacht op de cliënt" not in page
    assert "Binnenkort vernietigd" in page
