"""The law under every text: what it forbids, asks and gives, whatever a reglement says."""

import json

import pytest

from reglement.deciding import decide
from reglement.loading import law_floor
from tests.reglement.law_texts import ALLOWED, FORBIDDEN, text_with
from tests.reglement.questions import (
    DISCLOSE,
    EMPLOYER,
    REPORT,
    REQUEST,
    VIEW,
    WRITE,
    asked,
    consent,
    duties,
    first,
    ground,
    keys,
)

LAW = law_floor().ruleset
GENEROUS = text_with(ALLOWED)
# The same for acts that rest on one of these grounds, and on nothing else.
RESTING = text_with(
    {**ALLOWED, "needs": [{"kind": "ground", "one_of": ["vital_interest", "compatible_purpose", "authority_request"]}]}
)
TO_OTHER = asked(DISCLOSE, recipient={"class": "other", "id": "ontvanger-3"}, content__kind="document")
TAGGED = {
    tag: asked(TO_OTHER, content__categories=[{"key": "iets", "tag": tag}])
    for tag in ("ordinary", "functional", "medical", "belief", "criminal", "credential", "identity_number")
}


def told(question):
    return decide(GENEROUS, law_floor(), json.dumps(question))


def said(question, text=GENEROUS):
    decision = decide(text, law_floor(), json.dumps(question))
    return decision.effect, first(decision)


def test_text_that_allows_everything_allows_what_the_law_leaves_free():
    assert said(TAGGED["ordinary"]) == ("allow", "1")


@pytest.mark.parametrize(
    ("question", "article"),
    [
        (asked(TAGGED["ordinary"], for_payment=True), "AVG 5"),
        (asked(WRITE, content__categories=[{"key": "inlog", "tag": "credential"}]), "AVG 5"),
        (TAGGED["credential"], "AVG 5"),
        (TAGGED["identity_number"], "UAVG 46"),
        (TAGGED["belief"], "AVG 9"),
        (TAGGED["functional"], "AVG 9"),
        (TAGGED["criminal"], "AVG 10"),
        (asked(WRITE, content__categories=[{"key": "vog", "tag": "criminal"}]), "AVG 10"),
        (asked(WRITE, content__categories=[{"key": "bsn", "tag": "identity_number"}]), "UAVG 46"),
        (asked(WRITE, content__categories=[{"key": "ziekte", "tag": "medical"}]), "UAVG 30"),
        (asked(VIEW, act="use_internally", purpose="newsletter", objections=[{"purpose": "newsletter"}]), "AVG 21"),
    ],
)
def test_no_text_switches_the_law_off(question, article):
    decision = told(question)

    assert (decision.effect, first(decision)) == ("deny", article)
    assert "1" in keys(decision), "the text that would allow it is cited beside the law"


def test_reports_never_carry_the_citizen_service_number_not_even_on_a_statute():
    number = asked(REPORT, content__categories=[{"key": "bsn", "tag": "identity_number"}])

    assert said(number) == ("deny", "UAVG 46")
    assert said(asked(TAGGED["identity_number"], grounds=[ground("legal_obligation", statute="SUWI 54")])) == (
        "allow",
        "1",
    )


@pytest.mark.parametrize("decided_by", [None, "coach"])
def test_vital_interest_is_a_danger_that_a_leader_saw(decided_by):
    urgent = asked(TO_OTHER, grounds=[ground("vital_interest", decided_by=decided_by)])

    assert said(urgent, RESTING) == ("deny", "AVG 6(1)(d)")
    seen = asked(urgent, grounds=[ground("vital_interest", decided_by="vestigingsmanager")])
    assert said(seen, RESTING) == ("allow", "1")


@pytest.mark.parametrize("known", [{}, {"balanced": True}, {"balanced": True, "decided_by": "coach"}])
def test_compatible_use_waits_for_the_test_of_the_controller(known):
    used = asked(TO_OTHER, grounds=[ground("compatible_purpose", **known)])

    assert said(used, RESTING) == ("deny", "AVG 6(4)")


def test_compatible_use_is_told_to_the_client():
    tested = ground("compatible_purpose", balanced=True, decided_by="directie")
    decision = told(asked(TO_OTHER, grounds=[tested]))

    assert (decision.effect, {"AVG 6(4)", "AVG 14(3)"} <= keys(decision)) == ("allow", True)
    assert ("inform_client", "any", None) in duties(decision)


@pytest.mark.parametrize("tag", ["functional", "medical", "belief", "criminal"])
def test_compatible_use_is_never_for_special_data(tag):
    tested = ground("compatible_purpose", balanced=True, decided_by="directie")

    assert said(asked(TAGGED[tag], grounds=[tested]), RESTING) == ("deny", "AVG 6(4)")


@pytest.mark.parametrize("act", ["view", "write", "substitute"])
@pytest.mark.parametrize("role", ["coach", "substitute_coach", "engaged_third_party", "directie"])
def test_nobody_works_in_a_dossier_before_he_signed_for_secrecy(act, role):
    question = asked(WRITE, act=act, actor__role=role)

    assert said(asked(question, actor__confidentiality_signed=False)) == ("deny", "AVG 28")
    assert said(question) == ("allow", "1")


@pytest.mark.parametrize("on_file", [False, None])
def test_supplier_without_an_agreement_gets_nothing(on_file):
    question = asked(TO_OTHER, recipient={"class": "supplier", "agreement_on_file": on_file})

    assert said(question) == ("deny", "AVG 28")
    assert said(asked(question, recipient__agreement_on_file=True)) == ("allow", "1")


@pytest.mark.parametrize(
    ("facts", "effect"),
    [
        ({"client": {"age": 15}}, "deny"),
        ({"client": {"age": None}}, "deny"),
        ({"client": {"age": 15}, "consents": [consent(by="parent", form="explicit")]}, "allow"),
        ({"client": {"age": 16}}, "allow"),
        ({"client": {"age": 41, "guardianship": "mentorschap"}}, "deny"),
        ({"client": {"age": 41, "guardianship": "mentorschap"}, "consents": [consent(by="mentor")]}, "allow"),
        ({"client": {"age": 41, "guardianship": "curatele"}, "consents": [consent(by="curator")]}, "allow"),
    ],
)
def test_consent_of_who_may_not_decide_alone_counts_for_nothing(facts, effect):
    question = asked(VIEW, act="record_consent", consents=[consent()])
    decision = told(asked(question, **facts))

    assert (decision.effect, "UAVG 5" in keys(decision)) == (effect, effect == "deny")


def test_opting_out_of_mail_cites_the_law_on_advertising_too():
    question = asked(VIEW, act="use_internally", purpose="newsletter", objections=[{"purpose": "newsletter"}])

    assert {"AVG 21", "Tw 11.7"} <= keys(told(question))


@pytest.mark.parametrize("kind", ["employer", "unknown", None])
def test_employer_never_gets_a_diagnosis(kind):
    diagnosis = asked(
        REPORT,
        recipient__kind=kind,
        content__categories=[{"key": "diagnose", "tag": "medical"}],
        consents=[consent(recipients=[EMPLOYER], categories=["medical"])],
    )

    assert said(diagnosis) == ("deny", "UAVG 30")


@pytest.mark.parametrize(
    ("right", "article"),
    [
        ("access", "AVG 15"),
        ("notice", "AVG 13"),
        ("rectify", "AVG 16"),
        ("supplement", "AVG 16"),
        ("erase", "AVG 17"),
        ("block", "AVG 18"),
        ("object", "AVG 21"),
        ("port", "AVG 20"),
        ("complain", "AVG 77"),
    ],
)
def test_every_right_of_the_law_is_there_under_every_text(right, article):
    reasons = ["wrong", "unlawful", "no_longer_needed", "objection"]
    decision = told(asked(REQUEST, request__right=right, request__conditions=reasons))

    assert (decision.effect, article in keys(decision)) == ("allow", True)


def test_every_article_of_the_law_says_where_it_stands():
    assert all(article.label.split()[0] in ("AVG", "UAVG", "AWR", "Telecommunicatiewet") for article in LAW.articles)
    assert all(len(article.text) > 40 for article in LAW.articles)


def notice(name):
    return next(rule for rule in LAW.notice_rule if rule.id == name)


def test_client_hears_within_a_month_what_came_from_another():
    rule = notice("data-came-from-another")

    assert (rule.event, rule.within, rule.audience) == ("data_from_others", "P1M", ("client",))


def test_new_purpose_is_told_before_it_begins():
    assert (notice("new-purpose").timing, notice("new-purpose").audience) == ("before", ("client",))


def test_recipients_hear_what_was_corrected():
    rule = notice("recipients-hear-of-corrections")

    assert (rule.article, rule.event, rule.audience) == ("AVG 19", "correction", ("recipient",))


def test_breach_is_told_to_the_authority_in_three_days_and_to_people_when_it_is_grave():
    authority, people = notice("breach-to-the-authority"), notice("breach-to-the-people")

    assert (authority.audience, authority.within) == (("authority",), "P3D")
    assert (people.audience, people.only_if, people.within) == (("client",), "important", None)


@pytest.mark.parametrize("rule", [rule for rule in LAW.right_rule if rule.right != "complain"], ids=lambda r: r.id)
def test_answer_is_due_in_a_month_and_two_more_after_a_notice(rule):
    assert (rule.deadline, rule.extension, rule.representative) == ("P1M", "P2M", True)


@pytest.mark.parametrize("right", ["rectify", "supplement", "erase", "block"])
def test_who_got_data_before_hears_that_they_changed(right):
    decision = told(asked(REQUEST, request__right=right, request__conditions=["wrong", "unlawful"]))

    assert (decision.effect, "AVG 19" in keys(decision)) == ("allow", True)
    assert {kind for kind, _, _ in duties(decision)} == {"answer_client", "tell_recipients"}


def test_looking_in_changes_nothing_for_others():
    assert {kind for kind, _, _ in duties(told(REQUEST))} == {"answer_client"}


def test_refusal_gives_reasons_and_the_way_to_the_authority():
    decision = told(asked(REQUEST, request__right="erase"))

    assert (decision.effect, [duty.article.key for duty in decision.duties]) == ("deny", ["AVG 12(4)"])
    assert "AVG 12(4)" in keys(decision)


def test_every_answer_is_free_by_law():
    assert {"AVG 12(3)", "AVG 12(5)"} <= keys(told(REQUEST))


def test_nobody_gets_an_answer_before_it_is_sure_who_asks():
    assert told(asked(REQUEST, request__identity_checked=False)).effect == "deny"


@pytest.mark.parametrize(
    ("role", "purpose", "expected"),
    [
        ("administratie", "legal_duty", ("allow", "1")),
        ("privacy_officer", "request_of_client", ("allow", "1")),
        ("administratie", "guidance", ("deny", "AVG 5")),
        ("coach", "legal_duty", ("deny", "AVG 5")),
        ("directie", "legal_claim", ("deny", "AVG 5")),
    ],
)
def test_what_outlives_a_dossier_serves_what_keeps_it_and_nothing_else(role, purpose, expected):
    left = asked(VIEW, actor__role=role, purpose=purpose, content__outlived=True)

    assert said(left) == expected
    assert said(asked(left, content__outlived=False)) == ("allow", "1")


def test_what_outlives_a_dossier_is_found_again_under_a_text_that_opens_nothing():
    left = asked(VIEW, actor__role="administratie", purpose="legal_duty", content__outlived=True)

    assert said(left, text_with(FORBIDDEN)) == ("allow", "AVG 6(1)(c)")
    assert said(asked(left, actor__role="client", purpose="portal"), text_with(FORBIDDEN))[0] == "allow"
    assert said(asked(left, actor__confidentiality_signed=False)) == ("deny", "AVG 28")


@pytest.mark.parametrize(("role", "effect"), [("administratie", "deny"), ("privacy_officer", "allow")])
def test_health_data_that_outlive_a_dossier_are_for_the_privacy_officer(role, effect):
    health = asked(VIEW, actor__role=role, purpose="legal_duty", content__outlived=True)

    assert said(asked(health, content__categories=[{"key": "iets", "tag": "medical"}]))[0] == effect
