"""Keeping, what remains, rights and complaints in the text with approval before access."""

from datetime import date

import pytest

from reglement.loading import profile_path, read_profile
from reglement.rules.choices import holes_of
from tests.reglement.questions import REQUEST, RETAIN, VIEW, answer, asked, first, keys, ruleset

TEXT = ruleset("rio").ruleset
ENDED = dict.fromkeys(("traject_end", "service_end", "contract_end"), "2024-01-01") | {"assignment_end": "2025-01-15"}
DIGITAL = asked(RETAIN, retention__events=ENDED)
PAPER = asked(DIGITAL, retention__carrier="paper")
REMAINS = asked(DIGITAL, retention__carrier=None, retention__residual="relation-form")
HOLDS = ["complaint", "court", "running_request", "restriction"]


def said(question):
    decision = answer("rio", question)
    return decision.effect, first(decision)


def due(question):
    return answer("rio", question).due_on


# --- Terms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("question", "day"), [(PAPER, date(2026, 1, 15)), (DIGITAL, date(2030, 1, 15))])
def test_paper_goes_a_year_and_digital_five_years_after_the_assignment(question, day):
    assert due(question) == day
    assert answer("rio", asked(question, on=(day.replace(day=14)).isoformat())).effect == "keep"
    assert answer("rio", asked(question, on=day.isoformat())).effect == "destroy"


@pytest.mark.parametrize(("question", "article"), [(PAPER, "6.2"), (DIGITAL, "6.3")])
def test_term_waits_for_the_end_of_the_assignment(question, article):
    running = asked(question, retention__events={"traject_end": "2020-01-01", "service_end": "2020-01-01"})

    assert (said(running), due(running)) == (("keep", article), None)


@pytest.mark.parametrize("question", [PAPER, DIGITAL])
@pytest.mark.parametrize("kind", ["object", "delete_now"])
def test_client_who_objects_or_asks_ends_the_term_at_once(kind, question):
    wanted = asked(question, on="2025-02-01", retention__choice={"kind": kind})

    assert (answer("rio", wanted).effect, due(wanted)) == ("destroy", date(2025, 2, 1))


def test_client_has_his_digital_dossier_removed_while_the_traject_runs():
    assert said(asked(DIGITAL, retention__events={}, retention__choice={"kind": "delete_now"})) == ("destroy", "6.3")


@pytest.mark.parametrize("question", [PAPER, DIGITAL])
def test_client_may_choose_an_earlier_day(question):
    choice = {"kind": "shorten", "until": "2025-06-01"}

    assert due(asked(question, retention__choice=choice)) == date(2025, 6, 1)


def test_paper_stays_longer_only_until_the_day_that_the_client_named_and_is_looked_at_again():
    longer = asked(PAPER, retention__choice={"kind": "extend", "until": "2028-01-01"})

    assert (answer("rio", longer).effect, due(longer)) == ("keep", date(2028, 1, 1))
    assert {duty.kind for duty in answer("rio", longer).duties} == {"review"}
    assert due(asked(PAPER, retention__choice={"kind": "extend"})) == date(2026, 1, 15)


def test_digital_never_stays_longer_than_five_years():
    longer = asked(DIGITAL, on="2030-06-01", retention__choice={"kind": "extend", "until": "2040-01-01"})
    by_bureau = {"until": "2040-01-01", "reason": "stuk 3", "decided_by": "directie"}

    assert (answer("rio", longer).effect, due(longer)) == ("destroy", date(2030, 1, 15))
    assert due(asked(DIGITAL, retention__deviation=by_bureau)) == date(2030, 1, 15)


@pytest.mark.parametrize("kind", HOLDS)
@pytest.mark.parametrize(("question", "article"), [(PAPER, "6.2"), (DIGITAL, "6.3")])
def test_only_a_hold_makes_a_request_to_remove_wait(question, article, kind):
    wanted = asked(question, retention__choice={"kind": "delete_now"}, retention__holds=[{"kind": kind}])

    assert said(wanted) == ("hold", "AVG 17(3)")
    assert article in keys(answer("rio", wanted))


def test_invoice_stays_seven_years_by_law_whatever_is_removed():
    invoice = asked(DIGITAL, retention__category="facturen", retention__choice={"kind": "delete_now"})
    decision = answer("rio", asked(invoice, retention__events__contract_end="2025-01-15"))

    assert (decision.effect, first(decision), decision.due_on) == ("hold", "AWR 52", date(2033, 1, 1))


def test_both_terms_are_upper_bounds():
    assert {rule.id: rule.bound for rule in TEXT.retention_rule} == {
        "paper-one-year": "at_most",
        "digital-five-years": "at_most",
    }
    assert all("AVG 5" in keys(answer("rio", question)) for question in (PAPER, DIGITAL))


# --- What remains ----------------------------------------------------------------------------------------------------


def test_four_things_remain_and_nothing_else():
    (rule,) = TEXT.residual_rule

    assert (rule.article, set(rule.fields)) == ("6.4", {"naam cliënt", "soort dienst", "jaar", "opdrachtgever"})
    assert (rule.kind, set(rule.keeps)) == ("record", {"client_name", "service", "year", "principal"})


def test_text_without_an_end_for_what_remains_has_a_hole_that_the_organisation_fills():
    path = profile_path("rio")
    written = read_profile(path.read_bytes(), file=path.name)

    assert [(hole.rule, hole.field, hole.article) for hole in holes_of(written)] == [("relation-form", "term", "6.4")]
    assert holes_of(TEXT) == ()


def test_what_remains_goes_after_the_term_that_the_organisation_chose():
    decision = answer("rio", REMAINS)

    assert (decision.effect, first(decision), decision.due_on) == ("keep", "6.4", date(2032, 1, 15))
    assert "organisation_choice" in {reason.key for reason in decision.reasons}
    assert said(asked(REMAINS, on="2032-01-15")) == ("destroy", "6.4")


@pytest.mark.parametrize(("holds", "effect"), [([], "destroy"), ([{"kind": "complaint"}], "hold")])
def test_client_who_asks_to_be_erased_altogether_is_taken_off_the_list_too(holds, effect):
    wanted = asked(REMAINS, retention__choice={"kind": "delete_now"}, retention__holds=holds)

    assert answer("rio", wanted).effect == effect


@pytest.mark.parametrize("act", ["view", "use_internally"])
@pytest.mark.parametrize(
    ("purpose", "effect"),
    [("relation", "allow"), ("request_of_client", "allow"), ("guidance", "deny"), ("newsletter", "deny")],
)
def test_what_remains_serves_relations_and_the_client_himself_only(act, purpose, effect):
    question = asked(VIEW, act=act, purpose=purpose, actor__assigned=False, content__residual="relation-form")

    assert answer("rio", question).effect == effect
    assert "6.4" in keys(answer("rio", question))


@pytest.mark.parametrize("act", ["view", "use_internally"])
def test_nothing_from_a_dossier_serves_relations(act):
    question = asked(VIEW, act=act, purpose="relation", content__categories=[{"key": "naam"}])

    assert said(question) == ("deny", "6.4")


@pytest.mark.parametrize("act", ["report", "disclose", "export"])
def test_what_remains_is_not_given_to_anyone_for_another_purpose(act):
    question = asked(
        VIEW,
        act=act,
        purpose="guidance",
        recipient={"class": "opdrachtgever"},
        content={"form": "written", "residual": "relation-form", "categories": [{"key": "naam"}]},
        consents=[{"state": "given", "form": "written"}],
    )

    assert said(question) == ("deny", "6.4")
    assert said(asked(question, purpose="relation")) == ("allow", "5.1")


def test_client_sees_what_remains_of_him_whatever_it_is_for():
    decision = answer("rio", asked(VIEW, actor={"role": "client"}, content__residual="relation-form"))

    assert (decision.effect, first(decision)) == ("allow", "3.6")


# --- Rights and complaints -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "article"), [("access", "3.6"), ("notice", "3.6"), ("erase", "6.3"), ("object", "6.3")]
)
@pytest.mark.parametrize("closed_on", [None, "2018-07-01"])
def test_right_of_the_text_is_granted_without_a_reason_and_at_any_time(right, article, closed_on):
    assert said(asked(REQUEST, request__right=right, request__closed_on=closed_on)) == ("allow", article)


def test_answer_to_seeing_is_due_in_a_month_and_removing_is_due_at_once():
    access, erase = answer("rio", REQUEST), answer("rio", asked(REQUEST, request__right="erase"))

    assert (access.due_on, erase.due_on) == (date(2026, 4, 1), date(2026, 3, 1))
    assert {"no_fee"} <= {reason.key for reason in (*access.reasons, *erase.reasons)}
    assert "tell_recipients" in {duty.kind for duty in erase.duties}


def test_nobody_removes_a_dossier_in_the_name_of_another():
    unsure = asked(REQUEST, request__right="erase", request__identity_checked=False)

    assert answer("rio", unsure).effect == "deny"


@pytest.mark.parametrize(("right", "article"), [("rectify", "AVG 16"), ("block", "AVG 18"), ("port", "AVG 20")])
def test_right_that_the_text_does_not_name_is_granted_by_the_law(right, article):
    assert said(asked(REQUEST, request__right=right, request__conditions=["wrong"])) == ("allow", article)


def test_complaint_goes_to_the_controller_under_the_rules_of_the_bureau_and_to_the_authority_at_once():
    route = TEXT.complaint_route
    decision = answer("rio", asked(REQUEST, request__right="complain"))

    assert (route.article, route.to, set(route.who)) == (
        "7.1",
        "directie",
        {"client", "opdrachtgever", "representative"},
    )
    assert (route.authority_in_text, "7.2" in route.rules) == (True, True)
    assert (first(decision), "AVG 77" in keys(decision)) == ("7.1", True)
