"""The doors of the law: what it opens under a text that forbids everything, and guards under one that allows all."""

import json

import pytest

from reglement.deciding import decide
from reglement.loading import law_floor
from tests.reglement.law_texts import ALLOWED, FORBIDDEN, text_with
from tests.reglement.questions import DISCLOSE, EVERY_PART, REPORT, VIEW, asked, consent, first, ground, keys

GENEROUS, STRICT = text_with(ALLOWED), text_with(FORBIDDEN)
LAW = law_floor().ruleset
FUNCTIONAL = [{"key": "fml", "tag": "functional"}]
TO_OTHER = asked(DISCLOSE, recipient={"class": "other", "id": "ontvanger-3"}, content__kind="document")
OUTSIDER = {"role": "opdrachtgever_contact", "employment": "none"}


def said(text, question):
    decision = decide(text, law_floor(), json.dumps(question))
    return decision.effect, first(decision)


@pytest.mark.parametrize("kind", ["court_order", "legal_obligation"])
@pytest.mark.parametrize("question", [TO_OTHER, REPORT, asked(VIEW, actor=OUTSIDER)])
def test_order_or_statute_opens_what_the_text_forbids_and_both_are_cited(kind, question):
    bound = asked(question, grounds=[ground(kind, statute="SUWI 54")])
    decision = decide(STRICT, law_floor(), json.dumps(bound))

    assert (said(STRICT, question)[0], decision.effect) == ("deny", "allow")
    assert {"AVG 6(1)(c)", "1"} <= keys(decision)


@pytest.mark.parametrize("kind", ["court_order", "legal_obligation"])
def test_order_or_statute_without_its_evidence_opens_nothing(kind):
    assert said(STRICT, asked(TO_OTHER, grounds=[{"kind": kind}]))[0] == "deny"


@pytest.mark.parametrize("role", ["client", "representative"])
@pytest.mark.parametrize("act", ["view", "export"])
def test_person_sees_his_own_data_whatever_the_text_says(role, act):
    question = asked(VIEW, act=act, actor={"role": role, "employment": "none"}, recipient={"class": role})
    question["content"] = {"categories": [{"key": "voortgang", "tag": "ordinary"}]}
    decision = decide(STRICT, law_floor(), json.dumps(question))

    assert (decision.effect, {"AVG 15", "1"} <= keys(decision)) == ("allow", True)


@pytest.mark.parametrize("recipient", ["workplace_manager", "possible_employer"])
def test_manager_or_next_employer_never_gets_a_diagnosis(recipient):
    named = consent(recipients=[recipient], categories=["medical"])
    question = asked(
        DISCLOSE,
        recipient={"class": recipient},
        content__categories=[{"key": "diagnose", "tag": "medical"}],
        consents=[named],
    )

    assert said(GENEROUS, question) == ("deny", "UAVG 30")


@pytest.mark.parametrize("recipient", ["opdrachtgever", "engaged_third_party", "supplier", "other"])
def test_outsider_looks_at_health_only_with_explicit_consent(recipient):
    question = asked(VIEW, actor=OUTSIDER, recipient={"class": recipient, "kind": "uwv", "agreement_on_file": True})
    question["content"] = {"categories": FUNCTIONAL}
    explicit = consent(form="explicit", recipients=[recipient], categories=["functional"])

    assert said(GENEROUS, question) == ("deny", "AVG 9")
    assert said(GENEROUS, asked(question, consents=[explicit])) == ("allow", "1")


def test_outsider_who_looks_in_general_sees_no_health():
    decision = decide(GENEROUS, law_floor(), json.dumps(asked(VIEW, actor=OUTSIDER)))

    assert {tag for limit in decision.limits for tag in limit.tags} == {"functional", "medical", "belief"}


def test_health_is_asked_of_others_only_with_explicit_consent():
    question = asked(
        DISCLOSE, act="request_inbound", recipient={"class": "doctor"}, content={"categories": FUNCTIONAL}
    )
    explicit = consent(form="explicit", recipients=["doctor"], categories=["functional"])

    assert said(GENEROUS, question) == ("deny", "AVG 9")
    assert said(GENEROUS, asked(question, consents=[explicit])) == ("allow", "1")


def test_item_of_the_treating_doctor_stays_locked():
    question = asked(TO_OTHER, content__from_treating_doctor=True)
    named = consent(form="explicit", recipients=["ontvanger-3"], names_treating_doctor=True)

    assert said(GENEROUS, question) == ("deny", "UAVG 30")
    assert said(GENEROUS, asked(question, consents=[named])) == ("allow", "1")


def test_traject_starts_only_after_the_client_was_told():
    start = asked(VIEW, act="start")

    assert said(GENEROUS, start) == ("deny", "AVG 13")
    assert said(GENEROUS, asked(start, start_notice={"evidence": "sent", "items": EVERY_PART})) == ("allow", "1")


def test_client_is_told_of_use_and_rights_beforehand():
    rule = next(rule for rule in LAW.notice_rule if rule.event == "rights")

    assert (rule.article, rule.timing, rule.audience) == ("AVG 13", "before", ("client",))
    assert {"purposes", "recipients", "term", "rights", "authority"} <= set(rule.items)


def test_consent_that_was_given_may_be_recorded_whatever_the_text_says():
    given = asked(VIEW, act="record_consent", consents=[consent()])
    decision = decide(STRICT, law_floor(), json.dumps(given))

    assert (decision.effect, "AVG 7" in keys(decision)) == ("allow", True)
    assert said(STRICT, asked(given, consents=[consent("requested")]))[0] == "deny"
