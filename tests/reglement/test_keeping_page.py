"""The page on which the organisation sees how each of its own articles is kept."""

import json

import pytest
from django.urls import reverse

from reglement.loading import profile_path
from reglement.rules import Ruleset
from reglement.services import activate, load_profile, preview_activation
from reglement.trace import find, trace_names
from reglement.trace.carrying import carriers_of
from reglement.trace.reading import traces
from reglement.trace.screens import SCREENS, screens_of
from reglement.trace.showing import kept
from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of
from tests.reglement.questions import ruleset
from tests.reglement.tracing import screens

PAGE = "reglement:trace"


def page_for(client, query="", **role):
    client.force_login(UserFactory(**role, with_mfa=True))
    return client.get(reverse(PAGE) + query)


def another_text(**metadata):
    """Return a text that the product does not know, made of one that it does."""
    document = ruleset("a4p").ruleset.model_dump(mode="json", by_alias=True)
    document["metadata"] |= {"key": "eigen", **metadata}
    return Ruleset.model_validate_json(json.dumps(document))


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["directie", "beheerder", "privacy_officer", "auditor"])
def test_who_answers_for_the_reglement_sees_every_article(client, role):
    version = active_version_of("a4p")

    page = page_for(client, **{role: True}).content.decode()

    assert all(article.label in page and article.heading in page for article in version.articles.all())
    assert "44 van 44" in page


@pytest.mark.django_db
def test_page_names_what_runs_where_it_shows_and_what_proves_it(client):
    active_version_of("a4p")

    page = page_for(client, directie=True).content.decode()

    assert "rapport bij de cliënt" in page
    assert "test_approval_counts_for_one_document_only" in page


@pytest.mark.django_db
def test_page_can_be_narrowed_to_what_is_only_told(client):
    active_version_of("wc")

    page = page_for(client, "?toon=verteld", auditor=True).content.decode()

    assert ("Artikel 12:" in page, "Artikel 14:" in page) == (True, False)


@pytest.mark.django_db
def test_word_that_the_page_does_not_know_shows_everything(client):
    active_version_of("wc")

    assert "Artikel 14:" in page_for(client, "?toon=zomaar", directie=True).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "is_led"), [("directie", True), ("auditor", True), ("coach", False), ("client", False)]
)
def test_text_leads_who_may_see_it_to_how_it_is_kept(client, role, is_led):
    active_version_of("a4p")
    client.force_login(UserFactory(**{role: True}, with_mfa=True))

    page = client.get(reverse("reglement:read")).content.decode()

    assert (reverse(PAGE) in page) is is_led


@pytest.mark.django_db
def test_without_a_reglement_the_page_says_so(client):
    assert "nog geen reglement" in page_for(client, directie=True).content.decode()


@pytest.mark.django_db
def test_page_costs_the_same_queries_for_a_long_text(client, django_assert_max_num_queries):
    active_version_of("wc")
    page_for(client, directie=True)

    with django_assert_max_num_queries(12):
        client.get(reverse(PAGE))


@pytest.mark.django_db
def test_text_of_the_organisation_itself_is_shown_without_a_trace(client):
    by, second = UserFactory(directie=True), UserFactory(privacy_officer=True)
    content = profile_path("a4p").read_text().replace('key = "a4p"', 'key = "eigen"')
    content = content.replace('term = "unset"', 'term = "P1Y"')
    version = load_profile(content.encode(), by=by, file="eigen.toml")
    activate(version, impact_sha256=preview_activation(version).sha256, by=by, second=second)

    page = page_for(client, directie=True).content.decode()

    assert "hoort niet bij het product" in page
    assert "Artikel 4.1" in page


@pytest.mark.parametrize("name", trace_names())
def test_profile_of_the_product_keeps_every_rule_of_its_text(name):
    text = kept(ruleset(name).ruleset)

    assert (text.rules_kept, text.rules) == (len(traces()[name].row),) * 2


@pytest.mark.parametrize("name", trace_names())
def test_article_that_a_rule_stands_in_is_carried(name):
    text = ruleset(name).ruleset
    carried = carriers_of(text)

    for row in traces()[name].row:
        for place in row.where:
            found = find(text, place)
            if found and found.article and not place.startswith("article:"):
                assert place in {carrier.place for carrier in carried[found.article]}


def test_text_that_was_changed_counts_what_is_still_the_same():
    document = ruleset("a4p").ruleset.model_dump(mode="json", by_alias=True)
    rule = next(rule for rule in document["gate_rule"] if rule["id"] == "report-written-approval")
    rule["needs"][0]["form"] = "oral"

    text = kept(Ruleset.model_validate_json(json.dumps(document)))

    assert (text.rules - text.rules_kept) >= 1
    assert "report-written-approval" not in {
        entry.place for article in text.articles for entry in article.entries if entry.tests
    }


def test_text_of_another_shares_the_proofs_of_rules_that_are_alike():
    text = kept(another_text())
    tested = {entry.place for article in text.articles for entry in article.entries if entry.tests}

    assert text.rules == 0
    assert "gate_rule:report-written-approval" in tested


def test_every_page_that_is_named_exists_and_has_a_name_for_people():
    named = {
        place.removeprefix("screen:")
        for trace in traces().values()
        for row in trace.row
        for place in row.where
        if place.startswith("screen:")
    }
    derived = {
        screen
        for name in trace_names()
        for carriers in carriers_of(ruleset(name).ruleset).values()
        for carrier in carriers
        for screen in screens_of(carrier)
    }

    assert (named | derived) - set(SCREENS) == set()
    assert set(SCREENS) - screens() == set()
