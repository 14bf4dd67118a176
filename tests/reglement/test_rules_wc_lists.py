"""The lists of the text with reports before or after sending: purposes, recipients, data, notices, what is told."""

from datetime import date

import pytest

from reglement.deciding.retention import Item, end_of_term
from reglement.facts import Events
from tests.reglement.questions import (
    EMPLOYER,
    EVERY_PART,
    REPORT,
    VIEW,
    WRITE,
    answer,
    asked,
    first,
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
OTHER_PURPOSES = {
    "invoicing": "5",
    "reporting": "6.informeren",
    "medical_advice": "6.gezondheid",
    "quality_audit": "13.3",
    "legal_duty": "4.2",
    "legal_claim": "4.3",
    "verification": "4.4",
    "supervision": "1.3",
    "request_of_client": "13.1",
    "complaint": "15",
}
RECIPIENTS = {
    "opdrachtgever": "5",
    "relation": "3.1f",
    "possible_employer": "3.1f",
    "doctor": "6.gezondheid",
    "medical_adviser": "6.gezondheid",
    "care_provider": "6.gezondheid",
    "auditor": "13.3",
    "authority": "4.2",
}
TAGS = {
    "rapportage": "ordinary",
    "persoonlijke_gegevens": "ordinary",
    "gespreksnotities": "sensitive",
    "correspondentie": "ordinary",
    "instrumenten": "sensitive",
}


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


@pytest.mark.parametrize(("purpose", "article"), OTHER_PURPOSES.items())
def test_purpose_from_elsewhere_in_the_text_opens_use_under_its_article(purpose, article):
    decision = answer("wc", used_for(purpose))

    assert (decision.effect, article in keys(decision)) == ("allow", True)


def test_text_knows_its_recipients_under_their_articles():
    assert {recipient.key: recipient.article for recipient in TEXT.recipient} == RECIPIENTS


def test_person_is_the_client_in_every_article_that_asks_him():
    assert next(term for term in TEXT.term if term.word == "cliënt").means == "de persoon over wie de gegevens gaan"


def test_client_is_told_of_reports_at_the_start_and_after_each():
    notices = {rule.event: rule for rule in TEXT.notice_rule}
    start, sent = notices["traject_start"], notices["report_sent"]

    assert (start.article, start.timing, set(start.items)) == ("6.afspraken", "at", set(EVERY_PART))
    assert (sent.article, sent.timing, sent.channel) == ("6.informeren", "after", ("oral",))


def test_text_says_where_the_law_goes_further():
    assert {conflict.article: conflict.law for conflict in TEXT.law_conflict} == {
        "1": ("AVG 99",),
        "3.2": ("AVG 7",),
        "4.2": ("AVG 6",),
        "9": ("AVG 5",),
        "10": ("Tw 11.7a",),
        "12": ("AVG 82",),
        "14": ("AVG 5",),
        "15": ("AVG 77",),
    }


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


@pytest.mark.parametrize("key", ONLY_TOLD)
def test_what_is_only_told_is_read_and_carries_no_rule(key):
    rules = (*TEXT.gate_rule, *TEXT.retention_rule, *TEXT.right_rule, *TEXT.notice_rule)

    assert key in {article.key for article in TEXT.articles}
    assert key not in {article for rule in rules for article in (rule.article, *getattr(rule, "also", ()))}


@pytest.mark.parametrize("key", ["9", "10", "12"])
def test_text_that_the_law_sets_aside_says_so(key):
    assert [conflict.effect for conflict in TEXT.law_conflict if conflict.article == key]


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


def test_measures_say_who_keeps_them():
    kept_by = {measure.id: measure.kept_by for measure in TEXT.measure}

    assert kept_by["secrecy-clause"] == "organisation"
    assert {name for name, who in kept_by.items() if who == "product"} == {"sealed-dossiers", "second-step", "log"}


def test_relevant_change_is_told_to_clients_and_opdrachtgevers():
    rule = next(rule for rule in TEXT.notice_rule if rule.event == "version_activated")

    assert (rule.only_if, set(rule.audience)) == ("important", {"client", "opdrachtgever"})
