"""Keeping, what remains, rights and objections in the text with two keys and a closed telephone."""

from datetime import date

import pytest

from reglement.loading import profile_path, read_profile
from reglement.rules.choices import holes_of
from tests.reglement.questions import REQUEST, RETAIN, answer, asked, first, keys, ruleset, unmet

TEXT = ruleset("awj").ruleset
ENDED = {"traject_end": "2023-03-01", "assignment_end": "2023-06-01", "contract_end": "2026-01-01"}
ITEM = asked(RETAIN, retention__events=ENDED | {"service_end": "2025-01-15"})
BY_STATUTE = {"kind": "statute", "statute": "AWR 52"}
REMAINS = asked(ITEM, retention__carrier=None, retention__residual="figures-without-names")
CHANGING = ["rectify", "supplement", "erase", "block"]
REASONS = ["wrong", "incomplete", "irrelevant", "unlawful"]
BY_HIM = {"request__conditions": ["wrong"], "request__changes_stated": True}


def said(question):
    decision = answer("awj", question)
    return decision.effect, first(decision)


def reasons(question):
    return {reason.key for reason in answer("awj", question).reasons}


# --- Terms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("carrier", ["paper", "digital"])
@pytest.mark.parametrize("kind", ["uwv", "municipality", "employer", "insurer"])
def test_everything_goes_two_years_after_the_service_to_the_client_for_every_opdrachtgever(kind, carrier):
    question = asked(ITEM, retention__carrier=carrier, recipient={"class": "opdrachtgever", "kind": kind})

    assert answer("awj", question).due_on == date(2027, 1, 15)
    assert said(asked(question, on="2027-01-14")) == ("keep", "2.5")
    assert said(asked(question, on="2027-01-15")) == ("destroy", "2.5")


def test_end_of_the_agreement_alone_starts_no_term():
    running = asked(ITEM, on="2040-01-01", retention__events=ENDED)

    assert (said(running), answer("awj", running).due_on) == (("keep", "2.5"), None)


def test_term_is_an_upper_bound_that_nobody_lengthens():
    longer = {"until": "2040-01-01", "reason": "stuk 3", "decided_by": "directie"}
    late = asked(ITEM, on="2027-01-15")

    assert TEXT.retention_rule[0].bound == "at_most"
    assert said(asked(late, retention__deviation=longer)) == ("destroy", "2.5")
    assert said(asked(late, retention__choice={"kind": "extend", "until": "2040-01-01"})) == ("destroy", "2.5")


@pytest.mark.parametrize("reason", REASONS)
def test_client_with_a_reason_of_the_text_has_it_removed_earlier(reason):
    choice = {"kind": "conditional_delete", "conditions": [reason]}

    assert said(asked(ITEM, retention__choice=choice)) == ("destroy", "2.5")


@pytest.mark.parametrize("choice", [{"kind": "conditional_delete"}, {"kind": "delete_now"}, {"kind": "object"}])
def test_client_without_a_reason_waits_for_the_term(choice):
    assert said(asked(ITEM, retention__choice=choice)) == ("keep", "2.5")


# --- By statute ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on", "effect"), [("2027-01-15", "hold"), ("2035-01-14", "hold"), ("2035-01-15", "destroy")])
def test_item_with_its_statute_is_held_ten_years_and_then_goes(on, effect):
    assert said(asked(ITEM, on=on, retention__holds=[BY_STATUTE])) == (effect, "2.5")


def test_without_a_statute_nothing_is_held():
    assert said(asked(ITEM, on="2027-02-15")) == ("destroy", "2.5")


def test_invoice_is_held_by_tax_law_for_seven_years():
    invoice = asked(
        ITEM, on="2028-01-01", retention__category="facturen", retention__events__contract_end="2025-01-15"
    )
    decision = answer("awj", invoice)

    assert (decision.effect, first(decision), decision.due_on) == ("hold", "AWR 52", date(2033, 1, 1))


@pytest.mark.parametrize("kind", ["complaint", "court", "running_request", "restriction"])
def test_hold_stops_destruction_and_says_so(kind):
    late = asked(ITEM, on="2027-02-15", retention__holds=[{"kind": kind}])

    assert (said(late), "2.5" in keys(answer("awj", late))) == (("hold", "AVG 17(3)"), True)


# --- What remains and the holes --------------------------------------------------------------------------------------


def test_only_figures_remain_in_which_nobody_can_be_found():
    (rule,) = TEXT.residual_rule

    assert (rule.article, len(rule.fields)) == ("2.5.anoniem", 1)
    assert "niemand te herkennen" in rule.fields[0]
    assert all(word in rule.purpose for word in ("geschiedenis", "statistiek", "wetenschap"))
    assert (rule.kind, set(rule.keeps), rule.smallest_group) == ("figures", {"service", "year"}, 10)


def test_figures_go_when_the_organisation_said():
    decision = answer("awj", REMAINS)

    assert (decision.effect, first(decision), decision.due_on) == ("keep", "2.5.anoniem", date(2035, 1, 15))
    assert "organisation_choice" in reasons(REMAINS)
    assert said(asked(REMAINS, on="2035-01-15")) == ("destroy", "2.5.anoniem")


def test_what_the_text_leaves_open_is_filled_by_the_organisation_and_not_by_the_text():
    path = profile_path("awj")
    written = read_profile(path.read_bytes(), file=path.name)

    assert {(hole.rule, hole.field, hole.article) for hole in holes_of(written)} == {
        ("overview-and-dossier", "interval", "2.9"),
        ("subsidy-data-are-recent", "needs.0.within", "2.6.4"),
        ("use-is-checked", "review", "2.1.5.2"),
        ("figures-without-names", "term", "2.5.anoniem"),
    }
    assert holes_of(TEXT) == ()
    assert {(choice.rule, choice.value) for choice in TEXT.organisation_choice} == {
        ("overview-and-dossier", "P3M"),
        ("subsidy-data-are-recent", "P6M"),
        ("use-is-checked", "P3M"),
        ("figures-without-names", "P10Y"),
    }


# --- Rights ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("closed_on", [None, "2018-07-01", "2025-07-01"])
def test_client_sees_overview_and_dossier_as_long_as_they_are_there(closed_on):
    question = asked(REQUEST, request__closed_on=closed_on)

    assert said(question) == ("allow", "2.9")
    assert "no_fee" in reasons(question)


@pytest.mark.parametrize("right", ["access", *CHANGING])
def test_answer_comes_within_four_weeks(right):
    decision = answer("awj", asked(REQUEST, request__right=right, **BY_HIM))

    assert (decision.effect, decision.due_on) == ("allow", date(2026, 3, 29))
    assert "2.9" in keys(decision)


@pytest.mark.parametrize("extended_on", ["2026-03-02", "2026-03-29"])
def test_who_takes_longer_breaks_the_text_and_is_told_so(extended_on):
    late = asked(REQUEST, on="2026-03-29", request__extended_on=extended_on)

    assert answer("awj", late).due_on == date(2026, 3, 29)
    assert "extension_breaks_reglement" in reasons(late)


def test_overview_holds_what_the_text_and_the_law_ask():
    (rule,) = (rule for rule in TEXT.right_rule if rule.right == "access")

    assert set(rule.answer_parts) == {"overview", "purposes", "categories", "recipients", "source", "dossier"}
    assert {"AVG 15"} <= keys(answer("awj", REQUEST))


@pytest.mark.parametrize(("last", "soon"), [("2025-12-01", False), ("2025-12-02", True), ("2026-02-01", True)])
def test_second_request_within_three_months_is_answered_with_a_warning(last, soon):
    again = asked(REQUEST, request__last_request_on=last)
    decision = answer("awj", again)

    assert (decision.effect, first(decision)) == ("allow", "AVG 15" if soon else "2.9")
    assert ("asked_too_soon" in reasons(again)) is soon


@pytest.mark.parametrize("right", CHANGING)
@pytest.mark.parametrize("reason", REASONS)
def test_what_is_wrong_incomplete_irrelevant_or_unlawful_is_changed(reason, right):
    question = asked(REQUEST, request__right=right, request__conditions=[reason], request__changes_stated=True)

    assert said(question) == ("allow", "2.9")
    assert "tell_recipients" in {duty.kind for duty in answer("awj", question).duties}


@pytest.mark.parametrize("right", ["rectify", "erase", "block"])
def test_without_a_reason_the_answer_is_a_no_with_reasons(right):
    decision = answer("awj", asked(REQUEST, request__right=right, request__changes_stated=True))

    assert (decision.effect, first(decision), decision.due_on) == ("deny", "2.9", date(2026, 3, 29))
    assert {duty.kind for duty in decision.duties} == {"reasoned_refusal"}
    assert "AVG 12(4)" in keys(decision)


@pytest.mark.parametrize("right", ["rectify", "supplement"])
def test_request_says_what_must_change_or_the_client_is_asked(right):
    vague = asked(REQUEST, request__right=right, request__conditions=["irrelevant"])
    known_to_law = asked(vague, request__conditions=["wrong"])

    assert right == "supplement" or (said(vague), "request_incomplete" in unmet(answer("awj", vague))) == (
        ("deny", "2.9"),
        True,
    )
    assert {duty.kind for duty in answer("awj", known_to_law).duties} >= {"answer_client", "ask_client"}


def test_erasing_goes_further_where_the_law_does():
    by_law = asked(REQUEST, request__right="erase", request__conditions=["consent_withdrawn"])

    assert said(by_law) == ("allow", "AVG 17")
    assert "2.9" in keys(answer("awj", by_law))


@pytest.mark.parametrize("right", ["access", *CHANGING])
@pytest.mark.parametrize(("proven", "effect"), [(True, "allow"), (False, "deny")])
def test_legal_representative_asks_for_him_with_proof(proven, effect, right):
    question = asked(
        REQUEST, request__right=right, request__by_representative=True, client__representation_proven=proven, **BY_HIM
    )

    assert said(question) == (effect, "2.9")


def test_nobody_asks_in_the_name_of_another():
    assert answer("awj", asked(REQUEST, request__identity_checked=False)).effect == "deny"


@pytest.mark.parametrize("channel", ["letter", "email", "telephone", "desk", None])
def test_no_to_contact_files_counts_at_once_in_every_form(channel):
    decision = answer("awj", asked(REQUEST, request__right="object", request__channel=channel))

    assert (decision.effect, first(decision), decision.due_on) == ("allow", "2.6.7", date(2026, 3, 1))
    assert "AVG 21" in keys(decision)


@pytest.mark.parametrize(("right", "article"), [("notice", "AVG 13"), ("port", "AVG 20")])
def test_right_that_the_text_does_not_name_is_granted_by_the_law(right, article):
    assert said(asked(REQUEST, request__right=right)) == ("allow", article)


def test_objection_goes_to_who_is_responsible_and_the_authority_is_always_named():
    route = TEXT.complaint_route
    decision = answer("awj", asked(REQUEST, request__right="complain"))

    assert (route.article, route.to, set(route.who)) == ("2.1.4", "directie", {"client", "representative"})
    assert (route.authority_in_text, first(decision), "AVG 77" in keys(decision)) == (False, "2.1.4", True)
