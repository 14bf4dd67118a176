"""What a client says out loud about data that go to nobody: heard by two, where the text takes a spoken yes."""

import pytest
from django.urls import reverse

from consent.services.using import ask_to_use, request_consent
from tests.consent.test_using import ASKS
from tests.factories.accounts import UserFactory
from tests.factories.consent import a_started_traject
from tests.factories.reglement import small_version
from tests.sharing import made_once

pytestmark = pytest.mark.django_db


def make_bureau():
    """A bureau that takes a spoken yes for what it asks of others, and not for its own use of a test result."""
    small_version(ASKS)
    return a_started_traject("brieven")


the_bureau = made_once(make_bureau)


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


@pytest.fixture
def words(bureau):
    return {
        "answer": "ja",
        "speaker": str(bureau.client_user.pk),
        "words": "Ja hoor, bel haar maar.",
        "witness": str(UserFactory(coach=True).pk),
    }


def asked(bureau, asked_of):
    return request_consent(
        dossier=bureau.again(), asked_of=asked_of, purpose="guidance", categories=["brieven"], by=bureau.coach
    )


def door(bureau, consent):
    return reverse("consent:use-spoken", args=[bureau.dossier.number, consent.pk])


def test_page_of_asking_leads_to_what_was_said_and_a_spoken_yes_opens_the_gate(client, bureau, words):
    address = door(bureau, asked(bureau, "relation"))
    client.force_login(bureau.coach)

    assert address in client.get(reverse("consent:use", args=[bureau.dossier.number])).text
    assert "Mogen wij bij een bekende" in client.get(address).text
    assert client.post(address, words).status_code == 302

    said = {"act": "request_inbound", "asked_of": "relation", "purpose": "guidance", "categories": ["brieven"]}
    assert ask_to_use(dossier=bureau.again(), by=bureau.coach, **said).effect == "allow"
    assert client.get(address).status_code == 404


def test_where_the_text_wants_it_in_writing_the_page_says_so_and_takes_nothing(client, bureau, words):
    consent = asked(bureau, "staff")
    client.force_login(bureau.coach)

    page = client.post(door(bureau, consent), words)

    assert "Zeggen is hier niet genoeg" in page.text
    consent.state.refresh_from_db()
    assert consent.state.state == "requested"


def test_without_a_witness_nothing_is_recorded_and_what_was_typed_stays(client, bureau, words):
    consent = asked(bureau, "relation")
    client.force_login(bureau.coach)

    page = client.post(door(bureau, consent), words | {"witness": str(bureau.coach.pk)})

    assert page.status_code == 422
    assert "bel haar maar" in page.text
    consent.state.refresh_from_db()
    assert consent.state.state == "requested"
