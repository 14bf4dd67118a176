"""A ground that is not complete counts as absent: it carries nothing and makes nothing worse (decision 0016)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglement import terms
from reglement.deciding import compile_ruleset, decide
from reglement.loading import ProfileInvalid, law_floor
from reglement.rules import Ruleset
from tests.reglement.questions import (
    DISCLOSE,
    REPORT,
    VIEW,
    answer,
    approval,
    asked,
    consent,
    first,
    ground,
    keys,
    ruleset,
)
from tests.reglement.small_texts import ask, text_of
from tests.reglement.strategies import PROFILES, QUESTIONS, QUICK
from tests.reglement.test_properties import essence
from tests.reglement.test_room_for_others import rule

OUTWARDS = ("report", "disclose", "export")
UNDECIDED, UNTESTED = ground("vital_interest"), ground("compatible_purpose", balanced=True)
INCOMPLETE = [UNDECIDED, UNTESTED, {"kind": "vital_interest"}, ground("vital_interest", decided_by="coach")]
DECIDED = ground("vital_interest", decided_by="directie")
TO_AUTHORITY = asked(DISCLOSE, recipient={"class": "authority"}, purpose="guidance", content__kind="document")
URGENT = rule("allow", "disclose", 'needs = [{ kind = "ground", one_of = ["vital_interest"] }]')


@pytest.mark.parametrize("profile", ["bnw", "awj"])
@pytest.mark.parametrize("weak", INCOMPLETE, ids=str)
def test_report_that_needs_no_ground_goes_on_beside_one_that_is_not_complete(profile, weak):
    plain, beside = answer(profile, REPORT), answer(profile, asked(REPORT, grounds=[weak]))

    assert (plain.effect, beside.effect, first(beside)) == ("allow", "allow", first(plain))
    assert "ground_left_out" in {reason.key for reason in beside.reasons}


@QUICK
@given(PROFILES, QUESTIONS.filter(lambda asked: asked["act"] in OUTWARDS), st.sampled_from(INCOMPLETE))
def test_a_further_incomplete_ground_changes_no_outcome(profile, question, weak):
    if weak["kind"] in {each["kind"] for each in question["grounds"]}:
        # Of two grounds of one kind the other may be complete.
        return
    beside = answer(profile, asked(question, grounds=[weak, *question["grounds"]]))
    alone = answer(profile, question)

    assert beside.effect == alone.effect
    assert not alone.allowed or essence(beside) == essence(alone)


@QUICK
@given(PROFILES, QUESTIONS, st.sampled_from(terms.GroundKind.__args__), st.booleans())
def test_a_further_rule_that_takes_a_ground_never_opens_a_door(profile, question, kind, is_deny):
    document = ruleset(profile).ruleset.model_dump(mode="json", by_alias=True) | {"organisation_choice": []}
    taking = {"id": "extra", "article": document["articles"][0]["key"], "act": [question["act"]], "takes_ground": True}
    taking |= {"match": {"ground": [kind]}, "effect": "deny" if is_deny else "require"}
    taking |= {} if is_deny else {"needs": [{"kind": "shown"}]}
    document["gate_rule"].append(taking)
    text = compile_ruleset(Ruleset.model_validate_json(json.dumps(document)), law_floor())

    assert not decide(text, law_floor(), json.dumps(question)).allowed or answer(profile, question).allowed


@pytest.mark.parametrize("consents", [[], [approval(form="plain")]])
def test_incomplete_ground_carries_nothing_whatever_lies_beside_it(consents):
    text = text_of(URGENT, usual=False)
    decision = ask(text, asked(DISCLOSE, grounds=[UNDECIDED], consents=consents))

    assert (decision.effect, first(decision), "2" in keys(decision)) == ("deny", "AVG 6(1)(d)", True)
    assert ask(text, asked(DISCLOSE, grounds=[UNDECIDED, DECIDED], consents=consents)).allowed


def test_what_rests_on_something_complete_goes_on_beside_an_incomplete_ground():
    text = text_of(
        URGENT + rule("allow", "disclose", 'needs = [{ kind = "consent", form = "plain" }]', "agreed"), usual=False
    )
    agreed = asked(DISCLOSE, grounds=[UNDECIDED], consents=[consent(form="plain")])

    assert ask(text, agreed).allowed


def test_bare_request_of_an_authority_opens_nothing_and_closes_nothing():
    resting = text_of(
        rule("allow", "disclose", 'needs = [{ kind = "ground", one_of = ["authority_request"] }]'), usual=False
    )
    asks = asked(TO_AUTHORITY, grounds=[ground("authority_request")])

    assert (ask(resting, asks).effect, first(ask(resting, asks))) == ("deny", "AVG 6")
    assert ask(text_of(""), asks).allowed


def test_new_use_is_told_first_also_when_its_ground_does_not_count():
    used = asked(VIEW, act="use_internally", grounds=[UNTESTED])

    assert (answer("awj", used).effect, first(answer("awj", used))) == ("deny", "intro.4")


def test_no_text_takes_away_what_the_law_obliges_to():
    taking = rule("deny", "disclose", 'match = { ground = ["court_order"] }\ntakes_ground = true')
    ordered = asked(TO_AUTHORITY, recipient={"class": "court"}, grounds=[ground("court_order")])

    decision = ask(text_of(taking, usual=False), ordered)
    assert (decision.effect, first(decision)) == ("allow", "AVG 6(1)(c)")


def test_text_may_set_a_bar_for_a_ground_of_its_own():
    asks = (
        'match = { ground = ["own_rights"] }\nneeds = [{ kind = "ground", one_of = ["own_rights"], balanced = true }]'
    )
    resting = rule("allow", "disclose", 'needs = [{ kind = "ground", one_of = ["own_rights"] }]', "resting")
    text = text_of(rule("require", "disclose", f"{asks}\ntakes_ground = true") + resting, usual=False)

    assert not ask(text, asked(DISCLOSE, grounds=[ground("own_rights")])).allowed
    assert ask(text, asked(DISCLOSE, grounds=[ground("own_rights", balanced=True)])).allowed


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (rule("deny", "disclose", "takes_ground = true"), "takes_no_ground"),
        (
            rule(
                "limit",
                "disclose",
                'match = { ground = ["research"] }\nlimits = [{ kind = "read_only" }]\ntakes_ground = true',
            ),
            "takes_no_ground",
        ),
        (rule("allow", "disclose", 'except = { ground = ["research"] }'), "ground_excepted"),
    ],
)
def test_rule_that_could_take_nothing_or_be_turned_round_is_refused(wrong, code):
    with pytest.raises(ProfileInvalid) as refused:
        text_of(wrong)

    assert [problem.code for problem in refused.value.problems] == [code]


def test_trace_says_which_rule_took_the_ground_away():
    steps = decide(ruleset("bnw"), law_floor(), json.dumps(asked(REPORT, grounds=[UNDECIDED])), trace=True).trace
    [step] = [step for step in steps if step.rule == "vital-interest-is-danger"]

    assert (step.matched, step.because.key, step.because.params) == (
        True,
        "takes_ground",
        {"ground": "vital_interest"},
    )
