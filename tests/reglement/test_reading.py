"""The reglement to read: each article with what the system does for it, on the page and on paper, under every text."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from reglement.loading import profile_names
from reglement.reading import reglement_to_read
from reglement.reading.paper import reglement_paper
from reglement.services import current_ruleset
from reglement.trace.carrying import carriers_of
from tests.browser.papers import words_of
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.reglement import active_version_of, draft_of
from tests.papers import Paper

pytestmark = pytest.mark.django_db
READ, PUBLIC, PUBLIC_PAPER = "reglement:read", "reglement:public", "reglement:public-paper"
ON_THE_WEBSITE, NOT_ON_THE_WEBSITE = "wc", "a4p"


def page_for(browser, **role):
    browser.force_login(UserFactory(**role, with_mfa=True))
    return browser.get(reverse(READ)).content.decode()


@pytest.mark.parametrize("name", profile_names())
def test_every_article_says_what_runs_for_it(name):
    version = active_version_of(name)
    shown = reglement_to_read(version)

    carried = carriers_of(current_ruleset(version).ruleset)
    for article in shown.articles:
        running = [each for each in carried.get(article.key, ()) if each.part != "law_conflict"]
        assert len(article.rules) == len(running), article.key
    assert sum(bool(article.rules) for article in shown.articles) > len(shown.articles) / 3


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", profile_names())
def test_page_shows_every_rule_of_every_text_in_the_language_of_the_reader(client, name, language):
    version = active_version_of(name)
    client.force_login(UserFactory(coach=True, with_mfa=True, language=language))
    client.cookies["taal"] = language

    page = client.get(reverse(READ)).content.decode()

    with translation.override(language):
        shown = reglement_to_read(version)
        for article in shown.articles:
            assert escape(article.title) in page
            assert all(escape(rule.sentences[0]) in page for rule in article.rules)
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("name", profile_names())
def test_paper_is_tagged_titled_and_has_a_bookmark_for_each_article(name):
    OrganisationFactory()
    version = active_version_of(name)
    shown = reglement_to_read(version)

    paper = Paper(reglement_paper(version))

    assert (paper.is_for_everyone, paper.language, paper.title) == (True, "nl", shown.name)
    assert [title for title in paper.outline if title in {each.title for each in shown.articles}] == [
        each.title for each in shown.articles
    ]
    assert (paper.headings[0], paper.headings.count(1), paper.skipped_levels) == (1, 1, [])
    assert paper.tags.count("LI") >= sum(len(each.rules) for each in shown.articles)


def test_paper_says_the_same_as_the_page_in_the_language_of_the_reader():
    version = active_version_of("a4p")

    with translation.override("en"):
        paper = reglement_paper(version)
        rule = reglement_to_read(version).articles[5].rules[0]

    assert Paper(paper).language == "en"
    assert "".join(rule.sentences[0].split()) in "".join(words_of(paper).split())


@pytest.mark.parametrize("role", ["coach", "client", "contact", "auditor"])
def test_everyone_who_may_read_the_text_may_take_it_along(client, role):
    version = active_version_of("a4p")
    page = page_for(client, **{role: True})

    assert reverse("reglement:paper", args=[version.pk]) in page
    answer = client.get(reverse("reglement:paper", args=[version.pk]))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="reglement.pdf"'


def test_paper_of_a_draft_is_not_there(client):
    draft = draft_of("wc")
    client.force_login(UserFactory(directie=True, with_mfa=True))

    assert client.get(reverse("reglement:paper", args=[draft.pk])).status_code == 404


def test_own_choice_shows_its_value_and_the_law_its_article(client):
    active_version_of("a4p")

    page = page_for(client, coach=True)

    assert "Bewaartermijn: 2 jaar." in page
    assert "AVG 9: Bijzondere gegevens" in page


def test_article_that_is_text_only_says_so(client):
    active_version_of("wc")

    assert "Dit artikel is alleen tekst." in page_for(client, coach=True)


@pytest.mark.parametrize(
    ("role", "sees", "misses"),
    [
        ("directie", "/bewaren/", "/mijn/akkoord/"),
        ("client", "/mijn/bewaren/", "/bewaren/"),
        ("contact", "#art-4-1", "/mijn/bewaren/"),
    ],
)
def test_article_leads_to_the_pages_of_who_reads(client, role, sees, misses):
    active_version_of("a4p")

    text = page_for(client, **{role: True}).partition("<main")[2]

    assert (f'href="{sees}"' in text, f'href="{misses}"' in text) == (True, False)


def test_page_that_a_role_may_not_open_is_named_and_no_link(client):
    active_version_of("a4p")

    page = page_for(client, coach=True)

    assert ("Beheer" in page, 'href="/beheer/"' in page) == (True, False)


@pytest.mark.parametrize(("role", "is_told"), [("directie", True), ("coach", False), ("client", False)])
def test_why_a_text_is_read_so_is_for_staff(client, role, is_told):
    active_version_of("wc")

    page = page_for(client, **{role: True})

    assert ("Zo gelezen omdat:" in page) is (role != "client")
    assert (reverse("reglement:trace") + "#" in page) is is_told


@pytest.mark.parametrize("role", ["coach", "client", "contact"])
def test_page_costs_a_few_queries_whatever_the_text(client, role, django_assert_max_num_queries):
    user = UserFactory(**{role: True}, with_mfa=True)
    for name in profile_names():
        active_version_of(name)
        client.force_login(user)
        client.get(reverse(READ))

        with django_assert_max_num_queries(9):
            client.get(reverse(READ))


def test_stranger_reads_the_text_that_says_it_is_public(client):
    OrganisationFactory(name="Bureau Voorbeeld")
    version = active_version_of(ON_THE_WEBSITE)

    answer = client.get(reverse(PUBLIC))
    page = answer.content.decode()

    assert answer.status_code == 200
    assert all(article.title.split("'")[0] in page for article in reglement_to_read(version).articles)
    assert ("Bureau Voorbeeld" in page, 'content="index, follow"' in page) == (True, True)
    assert "Wat het systeem doet bij artikel" in page


def test_text_that_does_not_say_so_is_not_public(client):
    active_version_of(NOT_ON_THE_WEBSITE)

    assert [client.get(reverse(door)).status_code for door in (PUBLIC, PUBLIC_PAPER)] == [404, 404]


def test_without_a_reglement_nothing_is_public(client):
    assert client.get(reverse(PUBLIC)).status_code == 404


def test_only_the_version_that_holds_is_public(client):
    active_version_of(ON_THE_WEBSITE)
    before = client.get(reverse(PUBLIC)).content.decode()
    active_version_of("rio")

    after = client.get(reverse(PUBLIC)).content.decode()

    assert before != after
    assert reglement_to_read().name in after


@pytest.mark.parametrize("door", [PUBLIC, PUBLIC_PAPER])
def test_public_answer_may_be_kept_by_anybody_and_sets_nothing(client, door):
    active_version_of(ON_THE_WEBSITE)

    answer = client.get(reverse(door))

    assert {"public", "max-age=300"} <= set(answer["Cache-Control"].split(", "))
    assert not answer.cookies
    again = client.get(reverse(door), headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_who_is_logged_in_leaves_no_copy_behind(client):
    active_version_of(ON_THE_WEBSITE)
    client.force_login(UserFactory(client=True))

    assert "no-store" in client.get(reverse(PUBLIC))["Cache-Control"]


def test_public_page_says_nothing_about_who_reads_it(client):
    active_version_of(ON_THE_WEBSITE)
    stranger = client.get(reverse(PUBLIC)).content
    client.force_login(UserFactory(directie=True, with_mfa=True))

    assert client.get(reverse(PUBLIC)).content == stranger


@pytest.mark.parametrize(("name", "is_led"), [(ON_THE_WEBSITE, True), (NOT_ON_THE_WEBSITE, False)])
def test_who_answers_for_the_text_finds_the_public_page(client, name, is_led):
    active_version_of(name)

    assert (reverse(PUBLIC) in page_for(client, directie=True)) is is_led
