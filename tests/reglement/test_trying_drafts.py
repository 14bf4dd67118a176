"""Trying a draft: questions under it and under what holds, and the file that it gives."""

import tomllib

import pytest
from django.test import Client as Browser
from django.urls import reverse

from reglement.forms.asking import READY, ready_question
from reglement.loading import read_profile
from reglement.models import Decision, Draft
from reglement.services import drafting
from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of
from tests.reglement.typing_drafts import browser_of

pytestmark = pytest.mark.django_db

REPORT = {
    "vraag-act": "report",
    "vraag-purpose": "reporting",
    "vraag-phase": "running",
    "vraag-service": "outplacement",
    "ontvanger-class": "opdrachtgever",
    "ontvanger-kind": "employer",
    "ontvanger-agreement_on_file": "ja",
    "inhoud-kind": "report",
    "inhoud-report_kind": "extensive",
    "inhoud-form": "written",
    "inhoud-format": "pdf",
    "inhoud-channel": "portal",
    "wie-role": "coach",
    "wie-employment": "employed",
    "wie-assigned": "on",
    "wie-confidentiality_signed": "on",
    "client-age": "41",
    "startbericht-evidence": "sent",
    "startbericht-items": ["recipient", "data", "way", "purpose", "frequency"],
    "afspraken-covers": ["recipient", "data", "way", "purpose", "frequency"],
    "details-categories": ["voortgang"],
}
APPROVED = {"toestemming-state": "given", "toestemming-form": "written", "toestemming-by": "client"}


@pytest.fixture
def beheerder():
    return UserFactory(beheerder=True)


@pytest.fixture
def browser(beheerder) -> Browser:
    return browser_of(beheerder)


@pytest.fixture
def draft(beheerder) -> Draft:
    return drafting.start_from_version(active_version_of("a4p"), by=beheerder)


def page(draft: Draft, name: str = "try") -> str:
    return reverse(f"admin:reglement_draft_{name}", args=[draft.pk])


def effects(answer) -> list[str]:
    return [side.told["effect"] for side in answer.context["sides"]]


def stricter(draft: Draft, by) -> Draft:
    needs = [{"kind": "approval", "by_role": ["directie"]}]
    rule = {"id": "stricter", "article": "4.1", "act": ["report"], "effect": "require", "needs": needs}
    return drafting.add_entry(draft, ("gate_rule",), rule, seen=draft.sha256, by=by)


def test_question_is_answered_by_both_texts_side_by_side(browser, draft):
    answer = browser.get(page(draft), REPORT)

    assert (effects(answer), answer.context["is_same"]) == (["deny", "deny"], True)
    assert "De cliënt heeft deze versie nog niet goedgekeurd." in answer.content.decode()


def test_approval_of_this_very_document_is_one_tick(browser, draft):
    answer = browser.get(page(draft), {**REPORT, **APPROVED, "details-exact": "on"})

    assert effects(answer) == ["allow", "allow"]


def test_what_the_draft_changes_is_seen_beside_what_holds(browser, draft, beheerder):
    stricter(draft, beheerder)

    answer = browser.get(page(draft), {**REPORT, **APPROVED, "details-exact": "on"})

    assert (effects(answer), answer.context["is_same"]) == (["deny", "allow"], False)
    assert "Dit komt anders uit" in answer.content.decode()


def test_asking_keeps_nothing(browser, draft):
    browser.get(page(draft), REPORT)

    assert not Decision.objects.exists()


def test_what_is_left_empty_is_unknown_and_opens_nothing(browser, draft):
    assert effects(browser.get(page(draft), {"vraag-act": "report"})) == ["deny", "deny"]


def test_word_that_is_not_offered_is_told_and_not_asked(browser, draft):
    answer = browser.get(page(draft), {**REPORT, "ontvanger-class": "buurman"})

    assert (answer.status_code, effects(answer)) == (200, [])


@pytest.mark.parametrize("number", range(len(READY)))
def test_ready_question_is_asked_and_fills_the_form(browser, draft, number):
    answer = browser.get(page(draft), {"voorbeeld": number})

    assert ready_question(number)
    assert len(effects(answer)) == 2
    assert answer.context["groups"][0]["act"].value() == ready_question(number)["act"]


@pytest.mark.parametrize("number", ["99", "-1", "x", "9" * 30])
def test_ready_question_that_is_not_there_asks_nothing(browser, draft, number):
    assert effects(browser.get(page(draft), {"voorbeeld": number})) == []


def test_keeping_is_asked_with_the_day_of_the_end(browser, draft):
    asked = {"vraag-act": "retain", "bewaren-carrier": "paper", "bewaren-events-traject_end": "2020-01-15"}

    answer = browser.get(page(draft), asked)

    assert {side.told["due_on"] for side in answer.context["sides"]} == {"2022-01-15"}


def test_draft_with_mistakes_answers_nothing_and_what_holds_does(browser, draft, beheerder):
    drafting.change_entry(draft, ("articles", 0, "text"), None, seen=draft.sha256, by=beheerder)

    answer = browser.get(page(draft), REPORT)

    assert (len(effects(answer)), "Daarom kan het nog niet antwoorden" in answer.content.decode()) == (1, True)


def test_file_of_a_draft_loads_back_to_the_same_text(browser, draft):
    answer = browser.get(page(draft, "export"))

    assert read_profile(answer.content, file="x.toml") == read_profile(
        browser.get(page(draft, "export")).content, file="y.toml"
    )
    again = drafting.start_from_file(answer.content, file="x.toml", by=draft.started_by)
    assert drafting.put_forward(again, seen=again.sha256, by=draft.started_by) == drafting.put_forward(
        draft, seen=draft.sha256, by=draft.started_by
    )


def test_file_of_a_draft_with_mistakes_keeps_them(browser, draft, beheerder):
    drafting.change_entry(draft, ("retention_rule", 0, "term"), "banaan", seen=draft.sha256, by=beheerder)

    said = tomllib.loads(browser.get(page(draft, "export")).content.decode())

    assert said["retention_rule"][0]["term"] == "banaan"


@pytest.mark.parametrize("name", ["try", "replay", "export"])
def test_who_keeps_the_house_may_try_and_nobody_else(draft, name):
    answers = {
        role: browser_of(UserFactory(**{role: True})).get(page(draft, name)).status_code
        for role in ("directie", "privacy_officer", "coach")
    }

    assert answers == {"directie": 200, "privacy_officer": 200, "coach": 403}
    assert browser_of(UserFactory(beheerder=True)).post(page(draft, name)).status_code == 405
