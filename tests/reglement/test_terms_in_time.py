"""Terms: when they end, what makes them shorter or longer, and what holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglement.deciding.calendar import NotATerm, add_term, round_up
from reglement.deciding.retention import Item, end_of_term
from reglement.facts import Events
from tests.reglement.questions import RETAIN, answer, asked, first, keys, ruleset

OVERDUE = asked(RETAIN, on="2027-02-15")


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        ("2026-03-01", "P1M", "2026-04-01"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2025-01-15", "P2Y", "2027-01-15"),
        ("2025-12-31", "P1Y2M", "2027-02-28"),
        ("2026-03-01", "P28D", "2026-03-29"),
        ("2026-11-20", "P2W", "2026-12-04"),
    ],
)
def test_term_ends_on_the_same_day_or_the_last_of_the_month(start, term, end):
    assert add_term(date.fromisoformat(start), term) == date.fromisoformat(end)


@pytest.mark.parametrize("term", ["P", "2Y", "P2", "", "PT5H", "unset"])
def test_what_is_no_term_is_refused(term):
    with pytest.raises(NotATerm):
        add_term(date(2026, 1, 1), term)


@pytest.mark.parametrize(
    ("to", "end"), [("none", "2026-02-10"), ("month_end", "2026-02-28"), ("year_end", "2026-12-31")]
)
def test_term_may_run_to_the_end_of_month_or_year(to, end):
    assert round_up(date(2026, 2, 10), to) == date.fromisoformat(end)


@given(st.dates(date(1950, 1, 1), date(2200, 1, 1)), st.integers(0, 30), st.integers(0, 11))
def test_a_later_start_never_ends_earlier(start, years, months):
    term = f"P{years}Y{months}M"

    assert add_term(start, term) <= add_term(start + timedelta(days=1), term)


def test_term_that_has_not_started_keeps():
    decision = answer("a4p", asked(RETAIN, retention__events={}))

    assert (decision.effect, decision.due_on) == ("keep", None)


def test_day_before_the_end_is_too_early_to_destroy():
    assert answer("a4p", asked(RETAIN, on="2027-01-14")).effect == "keep"
    assert answer("a4p", asked(RETAIN, on="2027-01-15")).effect == "destroy"


def test_term_that_the_organisation_chose_is_said_to_be_its_own():
    reasons = {reason.key for reason in answer("a4p", OVERDUE).reasons}

    assert "organisation_choice" in reasons
    assert "organisation_choice" not in {reason.key for reason in answer("wc", OVERDUE).reasons}


@pytest.mark.parametrize("kind", ["complaint", "court", "running_request", "restriction"])
def test_hold_keeps_what_is_overdue_and_cites_why(kind):
    decision = answer("a4p", asked(OVERDUE, retention__holds=[{"kind": kind}]))

    assert (decision.effect, first(decision)) == ("hold", "AVG 17(3)")


def test_hold_that_is_over_holds_nothing():
    decision = answer("wc", asked(OVERDUE, retention__holds=[{"kind": "complaint", "until": "2027-01-20"}]))

    assert decision.effect == "destroy"


def test_statute_on_the_item_holds_under_the_articles_own_words():
    statute = {"kind": "statute", "statute": "AWR 52", "until": "2032-12-31"}

    assert first(answer("a4p", asked(OVERDUE, retention__holds=[statute]))) == "4R"


def test_invoices_stay_seven_years_to_the_end_of_the_year():
    invoices = {"category": "facturen", "events": {"traject_end": "2025-01-15", "contract_end": "2025-01-15"}}
    decision = answer("wc", asked(OVERDUE, retention=invoices))

    assert (decision.effect, first(decision), decision.due_on) == ("hold", "AWR 52", date(2033, 1, 1))


@pytest.mark.parametrize(("on", "effect"), [("2032-12-31", "hold"), ("2033-01-01", "destroy")])
def test_on_the_last_day_of_the_year_a_statute_still_keeps_and_on_the_next_no_more(on, effect):
    invoices = {"category": "facturen", "events": {"traject_end": "2025-01-15", "contract_end": "2025-01-15"}}

    assert answer("wc", asked(OVERDUE, on=on, retention=invoices)).effect == effect


@pytest.mark.parametrize(("on", "effect"), [("2032-12-31", "hold"), ("2033-01-01", "destroy")])
def test_on_the_last_day_that_is_on_file_a_law_still_keeps_and_on_the_next_no_more(on, effect):
    named = {"kind": "statute", "statute": "Wtz 7", "until": "2032-12-31"}

    assert answer("wc", asked(OVERDUE, on=on, retention__holds=[named])).effect == effect


@pytest.mark.parametrize(
    ("deviation", "effect"),
    [
        ({"until": "2028-01-01", "reason": "nazorg", "decided_by": "directie"}, "keep"),
        ({"until": "2028-01-01", "reason": "", "decided_by": "directie"}, "destroy"),
        ({"until": "2028-01-01", "reason": "nazorg", "decided_by": "coach"}, "destroy"),
    ],
)
def test_longer_keeping_needs_a_reason_and_the_directie(deviation, effect):
    assert answer("wc", asked(OVERDUE, retention__deviation=deviation)).effect == effect


def test_text_without_deviation_knows_none():
    deviation = {"until": "2028-01-01", "reason": "nazorg", "decided_by": "directie"}

    assert answer("a4p", asked(OVERDUE, retention__deviation=deviation)).effect == "destroy"


@pytest.mark.parametrize(
    ("profile", "choice", "effect"),
    [
        ("wc", {"kind": "delete_now"}, "destroy"),
        ("a4p", {"kind": "delete_now"}, "keep"),
        ("a4p", {"kind": "conditional_delete", "conditions": ["wrong"]}, "destroy"),
        ("a4p", {"kind": "conditional_delete"}, "keep"),
        ("wc", {"kind": "extend", "until": "2031-01-01"}, "keep"),
    ],
)
def test_choice_of_the_client_counts_where_the_text_lets_him_choose(profile, choice, effect):
    assert answer(profile, asked(RETAIN, on="2026-02-15", retention__choice=choice)).effect == effect


def test_hold_also_stops_what_the_client_wants_gone():
    wanted = asked(RETAIN, on="2026-02-15", retention__choice={"kind": "delete_now"})
    decision = answer("wc", asked(wanted, retention__holds=[{"kind": "court"}]))

    assert decision.effect == "hold"


def test_end_of_term_gives_article_and_day():
    end = end_of_term(ruleset("wc"), Item(carrier="digital"), Events(traject_end=date(2024, 2, 29)))

    assert (end.article.label, end.due_on) == ("14", date(2026, 2, 28))


def test_reasoned_refusal_cites_text_and_law():
    question = {
        "act": "exercise_right",
        "on": "2026-03-02",
        "request": {"right": "erase", "received_on": "2026-03-01", "identity_checked": True},
    }
    decision = answer("a4p", question)

    assert (decision.effect, {"5.3", "AVG 17"} <= keys(decision)) == ("deny", True)
    assert [duty.kind for duty in decision.duties] == ["reasoned_refusal"]
