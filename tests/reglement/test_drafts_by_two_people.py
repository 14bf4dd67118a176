"""Two people who write the same draft at once: what was typed is never lost, and nothing is written over unseen."""

import pytest
from django.test import Client as Browser

from reglement.models import Draft
from reglement.services import drafting
from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of
from tests.reglement.typing_drafts import browser_of, page, restructured, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder():
    return UserFactory(beheerder=True)


@pytest.fixture
def browser(beheerder) -> Browser:
    return browser_of(beheerder)


@pytest.fixture
def draft(beheerder) -> Draft:
    return drafting.start_from_version(active_version_of("a4p"), by=beheerder)


def test_who_saves_on_an_older_text_keeps_what_he_typed_beside_what_stands_there(browser, draft):
    other, path = browser_of(UserFactory(beheerder=True)), page(draft, "retention_rule/0")
    mine, his = typed(browser.get(path)), typed(other.get(path))
    browser.post(path, {**mine, "term": "3 jaar"})

    answer = other.post(path, {**his, "term": "4 jaar", "note": "Zo bedoeld."})

    said = answer.content.decode()
    assert (answer.status_code, 'value="4 jaar"' in said, "Zo bedoeld." in said) == (409, True, True)
    assert "Er staat nu: 3 jaar" in said
    assert Draft.objects.get(pk=draft.pk).document["retention_rule"][0]["term"] == "P3Y"

    other.post(path, {**typed(answer), "term": "4 jaar", "note": "Zo bedoeld."})
    rule = Draft.objects.get(pk=draft.pk).document["retention_rule"][0]
    assert (rule["term"], rule["note"]) == ("P4Y", "Zo bedoeld.")


def test_rule_that_moved_meanwhile_is_found_again_by_its_name(browser, draft):
    other, path = browser_of(UserFactory(beheerder=True)), page(draft, "gate_rule/0")
    his = typed(other.get(path))
    restructured(browser, draft, what="down", place="gate_rule/0")

    answer = other.post(path, {**his, "note": "Zo bedoeld."})

    assert f'action="{page(draft, "gate_rule/1")}"' in answer.content.decode()


@pytest.mark.parametrize("place", ["gate_rule/0", "law_conflict/0"])
def test_rule_that_went_meanwhile_shows_what_was_typed_and_saves_nothing(browser, draft, place):
    other, path = browser_of(UserFactory(beheerder=True)), page(draft, place)
    his = typed(other.get(path))
    restructured(browser, draft, what="remove", place=place)
    now = Draft.objects.get(pk=draft.pk).document

    answer = other.post(path, {**his, "effect": "Een heel eigen uitleg.", "note": "Een heel eigen uitleg."})

    said = answer.content.decode()
    assert (answer.status_code, "Een heel eigen uitleg." in said, "Bewaar</button>" in said) == (409, True, False)
    assert Draft.objects.get(pk=draft.pk).document == now


def test_last_rule_that_went_meanwhile_shows_what_was_typed(browser, draft):
    last = f"gate_rule/{len(draft.document['gate_rule']) - 1}"
    his = typed(browser.get(page(draft, last)))
    restructured(browser, draft, what="remove", place=last)

    answer = browser.post(page(draft, last), {**his, "note": "Een heel eigen uitleg."})

    assert (answer.status_code, "Een heel eigen uitleg." in answer.content.decode()) == (409, True)
