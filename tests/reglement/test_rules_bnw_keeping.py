"""Keeping, rights and complaints in the text that gives a half year of looking in and two years of keeping."""

from datetime import date

import pytest

from reglement.loading import profile_path, read_profile
from reglement.rules.choices import holes_of
from tests.reglement.questions import REQUEST, RETAIN, answer, asked, first, keys, ruleset, unmet

TEXT = ruleset("bnw").ruleset
ENDED = dict.fromkeys(("assignment_end", "service_end", "contract_end"), "2024-01-01") | {"traject_end": "2025-01-15"}
KEPT = asked(RETAIN, retention__events=ENDED)
HOLDS = ["complaint", "court", "running_request", "restriction"]
CLOSED = asked(REQUEST, request__closed_on="2025-12-01")


def said(question):
    decision = answer("bnw", question)
    return decision.effect, first(decision)


def reasons(question):
    return {reason.key for reason in answer("bnw", question).reasons}


# --- Keeping ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("carrier", ["digital", "paper", None])
def test_dossier_goes_within_two_years_after_the_traject_on_whatever_it_lies(carrier):
    question = asked(KEPT, retention__carrier=carrier)

    assert answer("bnw", question).due_on == date(2027, 1, 15)
    assert said(asked(question, on="2027-01-14")) == ("keep", "B4")
    assert said(asked(question, on="2027-01-15")) == ("destroy", "B4")


def test_term_waits_for_the_end_of_the_traject():
    running = asked(KEPT, retention__events={"assignment_end": "2020-01-01"})

    assert (said(running), answer("bnw", running).due_on) == (("keep", "B4"), None)


def test_within_means_gone_by_then_and_destroyed():
    rule = next(rule for rule in TEXT.retention_rule if rule.id == "within-two-years")

    assert (rule.term, rule.trigger, rule.bound, rule.action) == ("P24M", "traject_end", "complete_within", "destroy")


def test_term_is_an_upper_bound_that_the_client_can_only_bring_nearer():
    wishes = {
        "delete_now": date(2026, 6, 1),
        "extend": date(2027, 1, 15),
        "shorten": date(2027, 1, 15),
    }

    assert {
        kind: answer(
            "bnw", asked(KEPT, on="2026-06-01", retention__choice={"kind": kind, "until": "2029-01-01"})
        ).due_on
        for kind in wishes
    } == wishes


def test_bureau_can_not_keep_longer_of_its_own_accord():
    longer = {"until": "2029-01-01", "reason": "handig", "decided_by": "directie"}

    assert said(asked(KEPT, on="2027-01-15", retention__deviation=longer)) == ("destroy", "B4")


def test_only_the_item_that_a_statute_wants_stays_and_the_rest_goes():
    statute = {"kind": "statute", "statute": "AWR 52", "until": "2032-12-31"}
    item = asked(KEPT, on="2027-01-15", retention__category="plaatsingsovereenkomsten")
    held = answer("bnw", asked(item, retention__holds=[statute]))

    assert (held.effect, held.due_on, "B4" in keys(held)) == ("hold", date(2033, 1, 1), True)
    assert said(item) == ("destroy", "B4")


@pytest.mark.parametrize("kind", HOLDS)
def test_what_is_still_needed_for_a_claim_or_request_waits(kind):
    assert answer("bnw", asked(KEPT, on="2027-01-15", retention__holds=[{"kind": kind}])).effect == "hold"


def test_nothing_remains_after_destruction():
    assert TEXT.residual_rule == ()
    remains = answer("bnw", asked(KEPT, retention__residual="relation-form"))
    assert (remains.effect, unmet(remains)) == ("keep", {"no_residual"})


def test_text_leaves_no_term_open():
    path = profile_path("bnw")

    assert holes_of(read_profile(path.read_bytes(), file=path.name)) == ()


# --- Rights ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("right", ["access", "rectify", "erase"])
@pytest.mark.parametrize("channel", ["email", "telephone", "letter", "portal", "desk"])
def test_client_asks_during_the_traject_without_a_reason_and_through_any_channel(right, channel):
    decision = answer("bnw", asked(REQUEST, request__right=right, request__channel=channel))

    assert (decision.effect, first(decision)) == ("allow", "B13a")
    assert decision.due_on == date(2026, 4, 1)
    assert "B13c" in keys(decision)


def test_request_goes_to_the_contact_data_of_the_text():
    channels = {rule.id: set(rule.channels) for rule in TEXT.right_rule if rule.right != "complain"}

    assert set(map(frozenset, channels.values())) == {frozenset({"email", "telephone", "letter"})}


def test_running_client_needs_no_appointment_and_a_former_one_does():
    assert "by_appointment" not in reasons(REQUEST)
    assert (said(CLOSED), "by_appointment" in reasons(CLOSED)) == (("allow", "B13b"), True)


@pytest.mark.parametrize(
    ("closed_on", "article"),
    [("2025-09-01", "B13b"), ("2025-08-31", "AVG 15"), ("2025-07-01", "AVG 15"), ("2018-07-01", "AVG 15")],
)
def test_access_after_half_a_year_is_given_by_the_law_and_cites_both(closed_on, article):
    question = asked(REQUEST, request__closed_on=closed_on)
    decision = answer("bnw", question)

    assert (decision.effect, first(decision), "B13b" in keys(decision)) == ("allow", article, True)
    assert ({"law_prevails", "window_passed"} <= reasons(question)) is (article == "AVG 15")


@pytest.mark.parametrize(
    ("right", "condition", "article"),
    [("rectify", "wrong", "AVG 16"), ("erase", "no_longer_needed", "AVG 17")],
)
def test_correcting_and_removing_after_the_traject_follow_the_law_and_cite_both(right, condition, article):
    question = asked(CLOSED, request__right=right, request__conditions=[condition])
    decision = answer("bnw", question)

    assert (decision.effect, first(decision), "B13a" in keys(decision)) == ("allow", article, True)
    assert {"law_prevails", "right_only_running"} <= reasons(question)
    assert answer("bnw", asked(question, request__conditions=[])).effect == "deny"


@pytest.mark.parametrize("question", [REQUEST, CLOSED])
def test_costs_of_the_text_lapse_for_the_first_copy_and_both_are_cited(question):
    assert {"no_fee", "fee_lapses"} <= reasons(question)
    assert {"B14", "AVG 12(5)"} <= keys(answer("bnw", question))


@pytest.mark.parametrize("question", [REQUEST, CLOSED])
def test_further_copy_may_cost_something(question):
    again = reasons(asked(question, request__copies_before=1))

    assert ("fee_for_further_copy" in again, "no_fee" in again) == (True, False)


def test_correcting_and_removing_cost_nothing():
    assert "fee_lapses" not in reasons(asked(REQUEST, request__right="erase", request__copies_before=3))


@pytest.mark.parametrize(
    ("right", "article"), [("block", "AVG 18"), ("port", "AVG 20"), ("object", "AVG 21"), ("supplement", "AVG 16")]
)
def test_right_that_the_text_does_not_name_is_granted_by_the_law(right, article):
    assert said(asked(REQUEST, request__right=right, request__conditions=["wrong"])) == ("allow", article)


def test_nobody_asks_in_the_name_of_another():
    assert answer("bnw", asked(REQUEST, request__identity_checked=False)).effect == "deny"


# --- Complaints ------------------------------------------------------------------------------------------------------


def test_complaint_goes_to_the_bureau_under_its_own_rules():
    route = TEXT.complaint_route

    assert (route.article, route.to, set(route.who)) == ("B15a", "directie", {"client", "representative"})
    assert "website" in route.rules
    assert said(asked(REQUEST, request__right="complain")) == ("allow", "B15a")


def test_complaint_can_go_to_the_authority_as_well():
    decision = answer("bnw", asked(REQUEST, request__right="complain"))

    assert TEXT.complaint_route.authority_in_text
    assert {"B15b", "AVG 77"} <= keys(decision)
