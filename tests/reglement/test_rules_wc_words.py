"""The words, rights and duties of the text with reports before or after sending: what it names is there."""

from datetime import date

import pytest
from django.urls import reverse

from reglement.deciding.retention import Item, end_of_term
from reglement.facts import Events
from reglement.loading import profile_path, read_profile
from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of
from tests.reglement.questions import (
    DISCLOSE,
    EMPLOYER,
    EVERY_PART,
    REPORT,
    REQUEST,
    VIEW,
    WRITE,
    answer,
    asked,
    consent,
    duties,
    first,
    ground,
    health_consent,
    keys,
    ruleset,
)

TEXT = ruleset("wc").ruleset
ONLY_TOLD = ["7", "8", "9", "10", "12"]
PURPOSES = {
    "registration": "3.1a",
    "portal": "3.1b",
    "guidance": "3.1c",
    "relation": "3.1d",
    "assessment": "3.1e",
    "placement": "3.1f",
    "information": "3.1g",
    "analysis": "3.1h",
    "newsletter": "3.1j",
}
TAGS = {
    "rapportage": "ordinary",
    "persoonlijke_gegevens": "ordinary",
    "gespreksnotities": "sensitive",
    "correspondentie": "ordinary",
    "instrumenten": "sensitive",
}
RIGHTS = {"access": "13.1", "supplement": "13.2", "rectify": "13.2", "erase": "13.2", "complain": "15"}


def said(question):
    decision = answer("wc", question)
    return decision.effect, first(decision)


def used_for(purpose, **changes):
    return asked(VIEW, act="use_internally", purpose=purpose, **changes)


@pytest.mark.parametrize(("purpose", "article"), PURPOSES.items())
def test_each_purpose_of_the_list_opens_use_under_its_own_article(purpose, article):
    decision = answer("wc", used_for(purpose))

    assert (decision.effect, article in keys(decision)) == ("allow", True)


@pytest.mark.parametrize("purpose", ["research", "subsidy", "management_information"])
def test_purpose_outside_the_list_is_denied(purpose):
    assert said(used_for(purpose)) == ("deny", "1")
    assert said(asked(VIEW, purpose=purpose)) == ("deny", "1")


def test_registering_rests_on_the_agreement():
    implied = asked(DISCLOSE, consents=[consent(form="implied", recipients=["ontvanger-3"])])

    assert said(implied) == ("deny", "3.1i")
    assert said(used_for("registration")) == ("allow", "3.1")


def test_opting_out_of_mailings_stops_nothing_else():
    out = [{"purpose": "newsletter"}]

    assert said(used_for("newsletter", objections=out)) == ("deny", "3.3")
    assert said(used_for("guidance", objections=out)) == ("allow", "3.1")


def test_what_another_article_allows_cites_the_first_case_too():
    introduced = asked(DISCLOSE, consents=[consent(form="explicit", recipients=["ontvanger-3"])])

    assert {"3.1i", "4.1"} <= keys(answer("wc", introduced))


def test_verification_gives_the_least_and_is_told():
    question = asked(DISCLOSE, purpose="verification", recipient={"class": "other"}, content__kind="document")
    decision = answer("wc", asked(question, grounds=[ground("verification")]))

    assert (decision.effect, first(decision)) == ("allow", "4.4")
    assert {limit.kind for limit in decision.limits} == {"relevant_items"}
    assert "inform_client" in {kind for kind, _, _ in duties(decision)}


@pytest.mark.parametrize(("key", "tag"), TAGS.items())
def test_category_of_the_text_has_its_sensitivity_and_may_be_written(key, tag):
    assert {item.key: item.tag for item in TEXT.catalogue_item}[key] == tag
    assert said(asked(WRITE, content__categories=[{"key": key}], content__necessity_note=False)) == ("allow", "6")


def test_tracking_system_is_part_of_the_dossier():
    ends = {
        carrier: end_of_term(ruleset("wc"), Item(carrier=carrier), Events(traject_end=date(2025, 3, 1)))
        for carrier in ("digital", "paper")
    }

    assert "hetzelfde dossier" in next(term for term in TEXT.term if term.word == "cliëntvolgsysteem").means
    assert {end.due_on for end in ends.values()} == {date(2027, 3, 1)}


@pytest.mark.parametrize("part", EVERY_PART)
def test_start_waits_for_every_part_of_the_notice(part):
    rest = {"evidence": "sent", "items": [other for other in EVERY_PART if other != part]}

    assert said(asked(VIEW, act="start", start_notice=rest, filled=["aanmeldgegevens"])) == ("deny", "6.afspraken")


def test_item_of_the_treating_doctor_stays_locked_unless_the_consent_names_it():
    question = asked(
        REPORT,
        grounds=[ground("client_contract")],
        content__categories=[{"key": "fml", "tag": "functional"}],
        content__from_treating_doctor=True,
        consents=[health_consent()],
    )
    named = health_consent(names_treating_doctor=True)

    assert (said(question), said(asked(question, consents=[named]))) == (
        ("deny", "6.gezondheid"),
        ("allow", "6.informeren"),
    )


def test_text_without_a_limit_for_after_is_read_with_a_hole_in_its_place():
    path = profile_path("wc")
    written = read_profile(path.read_bytes(), file=path.name)
    rule = next(rule for rule in written.gate_rule if rule.id == "extensive-report")

    assert [duty.within for duty in rule.duties if duty.kind == "show_client"] == ["unset"]


@pytest.mark.parametrize("key", ONLY_TOLD)
def test_what_is_only_told_is_read_and_carries_no_rule(key):
    rules = (*TEXT.gate_rule, *TEXT.retention_rule, *TEXT.right_rule, *TEXT.notice_rule)

    assert key in {article.key for article in TEXT.articles}
    assert key not in {article for rule in rules for article in (rule.article, *getattr(rule, "also", ()))}


@pytest.mark.parametrize("key", ["9", "10", "12"])
def test_text_that_the_law_sets_aside_says_so(key):
    assert [conflict.effect for conflict in TEXT.law_conflict if conflict.article == key]


@pytest.mark.parametrize(("right", "article"), RIGHTS.items())
@pytest.mark.parametrize("channel", ["email", "letter", "telephone"])
def test_right_is_granted_at_any_time_and_by_any_way_of_asking(right, article, channel):
    question = asked(REQUEST, request__right=right, request__channel=channel, request__closed_on="2020-01-01")

    assert said(question) == ("allow", article)


def test_client_and_opdrachtgever_complain_to_the_directie_and_to_the_authority():
    route = TEXT.complaint_route
    decision = answer("wc", asked(REQUEST, request__right="complain"))

    assert (route.to, set(route.who)) == ("directie", {"client", "opdrachtgever", "representative"})
    assert {"15", "AVG 77"} <= keys(decision)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["client", "contact", "coach", "auditor"])
def test_version_that_holds_is_published_to_everyone_who_is_let_in(client, role):
    version = active_version_of("wc")
    client.force_login(UserFactory(**{role: True}, with_mfa=True))

    page = client.get(reverse("reglement:read")).content.decode()

    assert (version.label in page, "Bewaartermijn" in page) == (True, True)


def test_where_the_law_sets_one_article_aside_the_rest_holds():
    to_authority = asked(DISCLOSE, purpose="legal_duty", recipient={"class": "authority"}, content__kind="document")

    assert said(asked(to_authority, grounds=[ground("authority_request")])) == ("deny", "AVG 6")
    assert said(asked(to_authority, grounds=[ground("legal_obligation", statute="SUWI 54")])) == ("allow", "4.2")
    assert said(asked(REPORT, grounds=[ground("client_contract")])) == ("allow", "6.informeren")


def test_version_knows_its_history_and_is_cited_with_it():
    decision = answer("wc", asked(REPORT, recipient__id=EMPLOYER))

    assert (TEXT.metadata.label, TEXT.metadata.supersedes) == ("mei 2018", "december 2017")
    assert TEXT.metadata.valid_from == date(2018, 5, 21)
    assert {citation.ruleset for citation in decision.articles} == {"wc"}


def test_text_is_about_clients_and_about_people_of_opdrachtgevers():
    subjects = {purpose.key: set(purpose.subjects) for purpose in TEXT.purpose}

    assert subjects["registration"] == {"client", "opdrachtgever_contact"}
    assert subjects["relation"] == {"opdrachtgever_contact"}
    assert subjects["guidance"] == {"client"}


def test_staff_sign_and_are_pointed_to_the_text_before_they_look():
    rule = next(rule for rule in TEXT.notice_rule if rule.id == "staff-pointed-to-text")

    assert (rule.audience, rule.timing, rule.evidence) == (("staff",), "before", ("signed",))
    assert said(asked(VIEW, actor__confidentiality_signed=False)) == ("deny", "1.3")


@pytest.mark.parametrize("service", ["outplacement", "loopbaan", "coaching", "spoor2", "assessment"])
def test_service_starts_only_with_the_data_that_it_needs(service):
    start = asked(VIEW, act="start", service=service, start_notice={"evidence": "sent", "items": EVERY_PART})
    decision = answer("wc", start)

    assert (decision.effect, "2" in keys(decision)) == ("deny", True)
    assert said(asked(start, filled=["aanmeldgegevens"])) == ("allow", "6.afspraken")


def test_measures_say_who_keeps_them():
    kept_by = {measure.id: measure.kept_by for measure in TEXT.measure}

    assert kept_by["secrecy-clause"] == "organisation"
    assert {name for name, who in kept_by.items() if who == "product"} == {"sealed-dossiers", "second-step", "log"}


def test_relevant_change_is_told_to_clients_and_opdrachtgevers():
    rule = next(rule for rule in TEXT.notice_rule if rule.event == "version_activated")

    assert (rule.only_if, set(rule.audience)) == ("important", {"client", "opdrachtgever"})
