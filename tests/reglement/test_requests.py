"""Requests of the client: what a text adds about terms, costs, windows and form, and where the law goes before it."""

from datetime import date

import pytest
from django.utils.translation import override

from reglement.wording import condition_text, reason_text
from tests.reglement.questions import REQUEST, asked, duties, first, keys, unmet
from tests.reglement.small_texts import ask, text_of

RIGHT = '[[right_rule]]\nid = "own-right"\narticle = "2"\nright = "{}"\n{}\n'


def right(name: str, lines: str = ""):
    return text_of(RIGHT.format(name, lines))


def reasons(decision) -> set[str]:
    return {reason.key for reason in decision.reasons}


LATER = asked(REQUEST, on="2026-03-20", request__extended_on="2026-03-20")


@pytest.mark.parametrize(
    ("lines", "due"),
    [
        ("", "2026-06-01"),
        ('deadline = "P28D"', "2026-03-29"),
        ('deadline = "P2W"\nextension = "P2W"', "2026-03-29"),
        ('extension = "P1M"', "2026-05-01"),
        ('deadline = "P1M"\nextension = "P6M"', "2026-06-01"),
    ],
)
def test_notice_within_the_term_lengthens_only_as_far_as_text_and_law_both_let(lines, due):
    within = asked(LATER, on="2026-03-10", request__extended_on="2026-03-10")

    assert ask(right("access", lines), within).due_on == date.fromisoformat(due)


def test_extension_that_the_text_does_not_know_is_warned_for_and_cites_both():
    decision = ask(right("access", 'deadline = "P28D"'), LATER)

    assert "extension_breaks_reglement" in reasons(decision)
    assert {"2", "AVG 12(3)"} <= keys(decision)


def test_extension_under_a_silent_text_is_the_one_of_the_law():
    decision = ask(right("access"), LATER)

    assert reasons(decision) >= {"answer_extended"}
    assert "extension_breaks_reglement" not in reasons(decision)


@pytest.mark.parametrize("told_on", ["2026-04-02", "2026-02-27", "2026-05-01"])
def test_notice_after_the_term_or_before_the_request_lengthens_nothing(told_on):
    decision = ask(right("access"), asked(REQUEST, on="2026-04-20", request__extended_on=told_on))

    assert (decision.due_on, "extension_does_not_count" in reasons(decision)) == (date(2026, 4, 1), True)


def test_text_that_asks_money_is_cited_beside_the_law_that_makes_it_free():
    decision = ask(right("access", 'fee = "may_charge"\nalso = ["4"]'), REQUEST)

    assert reasons(decision) >= {"no_fee", "fee_lapses"}
    assert {"2", "4", "AVG 12(5)"} <= keys(decision)


def test_only_a_further_copy_may_cost_something_and_only_where_the_text_says_so():
    again = asked(REQUEST, request__copies_before=1)

    assert "fee_for_further_copy" in reasons(ask(right("access", 'fee = "may_charge"'), again))
    assert "no_fee" in reasons(ask(right("access"), again))


def test_access_after_the_window_of_the_text_is_given_under_the_law_and_cites_both():
    closed = asked(REQUEST, request__closed_on="2025-07-01")
    decision = ask(right("access", 'window = "P6M"'), closed)

    assert (decision.allowed, first(decision)) == (True, "AVG 15")
    assert "2" in keys(decision)
    assert reasons(decision) >= {"law_prevails", "window_passed"}


def test_access_within_the_window_is_given_under_the_text():
    closed = asked(REQUEST, request__closed_on="2026-01-01")

    assert first(ask(right("access", 'window = "P6M"'), closed)) == "2"


@pytest.mark.parametrize(
    ("phase", "closed_on", "article"),
    [
        ("running", None, "2"),
        ("running", "2026-02-01", "AVG 15"),
        ("closed", None, "AVG 15"),
        ("closed", "2026-02-01", "2"),
    ],
)
def test_right_of_one_phase_is_given_under_the_law_in_the_other_and_cites_both(phase, closed_on, article):
    decision = ask(right("access", f'phase = "{phase}"'), asked(REQUEST, request__closed_on=closed_on))

    assert (decision.allowed, first(decision), "2" in keys(decision)) == (True, article, True)
    assert (f"right_only_{phase}" in reasons(decision)) is (article != "2")


def test_right_of_the_other_phase_that_the_law_does_not_grant_either_is_refused_with_that_reason():
    decision = ask(
        right("erase", 'phase = "running"'), asked(REQUEST, request__right="erase", request__closed_on="2026-02-01")
    )

    assert (decision.allowed, "right_only_running" in unmet(decision)) == (False, True)


@pytest.mark.parametrize(
    ("lines", "words", "key", "day"),
    [
        ('window = "P6M"', {"request__closed_on": "2025-07-01"}, "window_passed", "1 januari 2026"),
        ('interval = "P3M"', {"request__last_request_on": "2026-01-15"}, "asked_too_soon", "15 april 2026"),
        ('phase = "running"', {"request__closed_on": "2026-02-01"}, "right_only_running", "1 februari 2026"),
    ],
)
def test_request_at_the_wrong_moment_is_refused_for_that_with_the_day(lines, words, key, day):
    text = right("erase", f'{lines}\nconditions = ["irrelevant"]')
    decision = ask(text, asked(REQUEST, request__right="erase", request__conditions=["irrelevant"], **words))

    assert (decision.allowed, decision.reasons[0].key) == (False, key)
    with override("nl"):
        assert day in reason_text(decision.reasons[0])
        assert [day in condition_text(condition) for condition in decision.unmet if condition.key == key] == [True]


def test_reason_is_the_one_that_lacks_when_the_moment_is_right():
    text = right("erase", 'window = "P6M"\nconditions = ["irrelevant"]')
    decision = ask(text, asked(REQUEST, request__right="erase"))

    assert decision.reasons[0].key == "right_conditions_unmet"


def test_request_that_comes_again_too_soon_is_answered_under_the_law():
    text = right("access", 'interval = "P3M"')
    decision = ask(text, asked(REQUEST, request__last_request_on="2026-01-15"))

    assert (first(decision), "asked_too_soon" in reasons(decision)) == ("AVG 15", True)
    assert first(ask(text, asked(REQUEST, request__last_request_on="2025-11-30"))) == "2"


def test_changes_that_are_not_stated_are_asked_for_and_refuse_nothing_that_the_law_grants():
    text = right("rectify", 'requires = ["changes_stated"]\nconditions = ["wrong", "irrelevant"]')
    wrong = asked(REQUEST, request__right="rectify", request__conditions=["wrong"])
    decision = ask(text, wrong)

    assert (decision.allowed, ("ask_client", "any", None) in duties(decision)) == (True, True)
    assert first(ask(text, asked(wrong, request__changes_stated=True))) == "2"


def test_reason_that_only_the_text_knows_needs_what_the_text_requires():
    text = right("rectify", 'requires = ["changes_stated"]\nconditions = ["irrelevant"]')
    decision = ask(text, asked(REQUEST, request__right="rectify", request__conditions=["irrelevant"]))

    assert (decision.allowed, "request_incomplete" in unmet(decision)) == (False, True)


def test_text_that_asks_for_an_appointment_says_so_and_refuses_nothing():
    decision = ask(right("access", 'requires = ["by_appointment"]'), REQUEST)

    assert (decision.allowed, "by_appointment" in reasons(decision)) == (True, True)


def test_representative_asks_with_proof_under_text_or_law():
    by_another = asked(REQUEST, request__by_representative=True)
    proven = asked(by_another, client__representation_proven=True)

    assert "representation_proven" in unmet(ask(right("access"), by_another))
    assert keys(ask(right("access"), proven)) >= {"2", "UAVG 5"}
    assert ask(right("access", "representative = true"), proven).allowed


def test_request_of_whom_nobody_knows_who_he_is_names_that_and_no_missing_reason():
    decision = ask(right("access"), asked(REQUEST, request__identity_checked=False))

    assert (decision.allowed, decision.reasons[0].key) == (False, "identity_checked")
    assert "right_conditions_unmet" not in reasons(decision)
