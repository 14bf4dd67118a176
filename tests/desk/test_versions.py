"""The pages on which two people make a version hold: the preview, both keys, and what refuses."""

import json
import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from dossiers.models import Traject
from mail.models import OutboxMessage
from reglement.models import ActivationProposal, ReglementVersion
from reglement.services import active_version, load_profile
from retention.services.closing import close
from tests.days import years_after
from tests.desk.test_pages import browser_of, signed
from tests.factories.consent import a_bureau
from tests.factories.reglement import active_version_of, draft_of, loaded, next_document, next_draft
from tests.factories.reporting import code_mailed_to
from vault.clock import today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def holding() -> ReglementVersion:
    return active_version_of("a4p")


@pytest.fixture
def shorter(holding) -> ReglementVersion:
    """A draft with a term of one year instead of two."""
    return next_draft(holding, choices={"term": "P1Y"})


def path(name: str, version: ReglementVersion) -> str:
    return reverse(f"desk:{name}", args=[version.pk])


def seen_on(browser: Browser, version: ReglementVersion) -> str:
    """Return the hash on the preview as this person sees it now."""
    page = browser.get(path("version", version)).content.decode()
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
    assert found, "the page offers no key"
    return found[1]


def proposes(user, version: ReglementVersion, **words):
    browser = browser_of(signed(user))
    conflicts = [f"{each['article']}: {each['effect']}" for each in version.document["law_conflict"]]
    form = {"seen": seen_on(browser, version), "important": "ja", "accepted": conflicts} | words
    return browser.post(path("version-propose", version), form)


def confirms(user, version: ReglementVersion, *, seen: str = "", code: str = ""):
    """Ask a code and turn the second key."""
    browser = browser_of(signed(user))
    seen = seen or seen_on(browser, version)
    asked = browser.post(path("version-code", version), {"seen": seen})
    assert f"gezien={seen}" in asked["Location"]
    code = code or code_mailed_to(user)
    return browser.post(path("version-confirm", version), {"seen": seen, "code": code})


def test_preview_says_in_plain_words_what_changes(directie, shorter):
    page = browser_of(signed(directie)).get(path("version", shorter)).content.decode()

    assert "De termijn van dossiers wordt 1 jaar in plaats van 2 jaar." in page
    assert "beschermt de cliënt meer" in page
    assert "Vervangt versie ongedateerd" in page


def test_preview_says_what_goes_with_the_whole_dossier_whatever_a_rule_about_kinds_of_data_says(directie, holding):
    text = next_document(holding)
    general = next(rule for rule in text["retention_rule"] if rule["id"] == "after-the-traject")
    of_tests = general | {"id": "tests", "match": {"category_tag": ["test"]}, "term": "P1Y"}
    apart = loaded(text | {"retention_rule": [*text["retention_rule"], of_tests]})
    browser = browser_of(signed(directie))

    assert "Wat altijd met het hele dossier weggaat" in browser.get(path("version", apart)).content.decode()
    assert "Wat altijd met het hele dossier weggaat" not in browser.get(path("version", holding)).content.decode()


def test_two_people_make_a_version_hold_in_the_browser(directie, beheerder, shorter, outbox):
    assert proposes(directie, shorter)["Location"] == path("version", shorter)
    assert "tweede persoon" in outbox.sent_to(beheerder.email)[-1][0]
    assert not outbox.sent_to(directie.email)

    assert confirms(beheerder, shorter)["Location"] == path("version", shorter)

    held = active_version()
    assert (held.pk, held.activated_by, held.second_by) == (shorter.pk, directie, beheerder)
    assert "geldt" in outbox.sent_to(directie.email)[-1][0]
    proposal = shorter.proposals.get()
    assert (proposal.important, proposal.step_up_id is not None) == (True, True)


def test_who_proposed_is_not_offered_the_second_key(directie, shorter):
    proposes(directie, shorter)

    page = browser_of(directie).get(path("version", shorter)).content.decode()

    assert "Iemand anders moet het bevestigen" in page
    assert confirms_directly(directie, shorter).status_code == 409
    assert active_version().pk != shorter.pk


def confirms_directly(user, version):
    """Turn the second key past the page that does not offer it."""
    return confirms(user, version, seen=version.proposals.get().impact_sha256)


def test_wrong_code_turns_nothing(directie, beheerder, shorter):
    proposes(directie, shorter)

    answer = confirms(beheerder, shorter, code="000000")

    assert answer.status_code == 422
    assert "klopt niet" in answer.content.decode()
    assert active_version().pk != shorter.pk


def test_second_click_on_the_second_key_changes_nothing(directie, beheerder, shorter):
    proposes(directie, shorter)
    confirms(beheerder, shorter)

    again = browser_of(beheerder).post(path("version-confirm", shorter), {"seen": "0" * 64, "code": "123456"})

    assert again["Location"] == path("version", shorter)
    assert shorter.proposals.count() == 1


@pytest.mark.parametrize("words", [{"accepted": []}, {"important": ""}, {"accepted": ["iets anders"]}])
def test_first_key_needs_every_conflict_accepted_and_says_whether_it_matters(directie, shorter, words):
    answer = proposes(directie, shorter, **words)

    assert answer.status_code == 422
    assert not shorter.proposals.exists()


def test_draft_edited_elsewhere_between_the_keys_is_refused_with_a_page_that_says_so(directie, beheerder, shorter):
    proposes(directie, shorter)
    seen = seen_on(browser_of(signed(beheerder)), shorter)
    ReglementVersion.objects.filter(pk=shorter.pk).update(sha256="b" * 64)

    answer = confirms(beheerder, shorter, seen=seen)

    assert answer.status_code == 409
    assert "De versie die gold, geldt nog" in answer.content.decode()
    assert active_version().pk != shorter.pk
    assert "opnieuw kijken en voorstellen" in browser_of(beheerder).get(path("version", shorter)).content.decode()


def test_first_key_on_an_old_preview_is_refused(directie, shorter):
    assert proposes(directie, shorter, seen="0" * 64).status_code == 409
    assert not shorter.proposals.exists()


def test_dossier_that_becomes_due_is_listed_by_number_and_not_by_name(directie):
    bureau = a_bureau("a4p")
    ended = years_after(today(), -1)
    Traject.objects.filter(pk=bureau.dossier.traject_id).update(started_on=ended)
    close(bureau.again(), outcome="new_employer", ended_on=ended, by=bureau.coach)
    version = next_draft(active_version(), choices={"term": "P6M"})

    page = browser_of(signed(directie)).get(path("version", version)).content.decode()

    assert bureau.dossier.number in page
    assert "meteen" in page
    assert "Ilse" not in page


def test_dossier_closed_between_the_keys_makes_the_proposal_old(directie, beheerder):
    bureau = a_bureau("a4p")
    version = next_draft(active_version(), choices={"term": "P1Y"})
    proposes(directie, version)
    seen = seen_on(browser_of(signed(beheerder)), version)
    close(bureau.again(), outcome="new_employer", ended_on=today(), by=bureau.coach)

    assert confirms(beheerder, version, seen=seen).status_code == 409
    assert active_version().pk != version.pk


def test_withdrawn_proposal_leaves_a_draft(directie, privacy_officer, shorter):
    proposes(directie, shorter)

    browser_of(signed(privacy_officer)).post(path("version-withdraw", shorter))

    assert not ActivationProposal.objects.open().exists()
    assert shorter.proposals.get().withdrawn_by == privacy_officer


def test_version_with_a_hole_says_what_is_open_and_offers_no_key(directie, holding):
    document = dict(holding.document)
    document.pop("organisation_choice")
    document["metadata"] = document["metadata"] | {"label": "open", "supersedes": holding.label}
    version = load_profile(json.dumps(document).encode(), by=None, file="open.json")

    page = browser_of(signed(directie)).get(path("version", version)).content.decode()

    assert "staat nog iets open" in page
    assert 'name="seen"' not in page


@pytest.mark.parametrize("who", ["coach", "administratie", "vestigingsmanager"])
def test_others_who_work_here_may_not_look(who, request, shorter):
    assert browser_of(signed(request.getfixturevalue(who))).get(path("version", shorter)).status_code == 403


def test_list_shows_what_holds_what_is_a_draft_and_what_waits(directie, shorter, holding):
    proposes(directie, shorter)

    page = browser_of(directie).get(reverse("desk:versions")).content.decode()

    assert "wacht op een tweede persoon" in page
    assert page.index(holding.label) < page.index(path("version", shorter))


def test_first_version_needs_no_comparison(directie):
    page = browser_of(signed(directie)).get(path("version", draft_of())).content.decode()

    assert "Dit is de eerste versie" in page


def test_preview_costs_the_same_for_two_and_ten_dossiers(directie, django_assert_max_num_queries):
    bureau = a_bureau("a4p")
    version = next_draft(active_version(), choices={"term": "P1Y"})
    browser = browser_of(signed(directie))
    browser.get(path("version", version))
    with django_assert_max_num_queries(90) as few:
        browser.get(path("version", version))
    for _time in range(6):
        a_bureau("a4p", coach=bureau.coach)

    with django_assert_max_num_queries(len(few)):
        browser.get(path("version", version))


def test_mail_of_a_proposal_says_nothing_of_what_changes(directie, privacy_officer, shorter):
    proposes(directie, shorter)

    mails = OutboxMessage.objects.filter(template="reglement_proposed")
    assert mails.exists()
    assert all(set(mail.context) == {"link", "organisation"} for mail in mails)
