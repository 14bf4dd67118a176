"""Wishes with a bound that a person fills in, an order of two events, a complaint, a final report or a group."""

from datetime import date

import pytest

from reglement.loading import ProfileInvalid
from tests.reglement.questions import REPORT, RETAIN, VIEW, approval, asked, first, unmet
from tests.reglement.small_texts import ask, text_of
from tests.reglement.test_room_for_others import keeping, rule

SUBSTITUTE = asked(VIEW, act="substitute", actor__role="substitute_coach")
FIGURES = asked(VIEW, act="use_internally", purpose="guidance", content__people=None)


@pytest.mark.parametrize(
    ("until", "allowed"),
    [(None, False), ("2026-11-20", False), ("2026-11-21", True), ("2027-01-02", True), ("2027-01-03", False)],
)
def test_substitution_lasts_as_long_as_somebody_filled_in_and_six_weeks_at_most(until, allowed):
    text = text_of(rule("require", "substitute", 'needs = [{ kind = "period", at_most = "P6W" }]'))

    assert ask(text, asked(SUBSTITUTE, until=until)).allowed is allowed
    unbounded = text_of(rule("require", "substitute", 'needs = [{ kind = "period" }]'))
    assert ask(unbounded, asked(SUBSTITUTE, until=until)).allowed is (until is not None and until != "2026-11-20")


NECESSARY = keeping(
    'trigger = "traject_end"\nterm = "P2Y"\ndecided_end = ["directie"]\n'
    'deviation = { role = ["directie"], max = "P1Y" }'
)


@pytest.mark.parametrize(
    ("decided", "due_on"),
    [
        (None, date(2027, 1, 15)),
        ({"until": "2026-03-01", "decided_by": "directie"}, date(2026, 3, 1)),
        # Nobody makes the longest time longer like this, and not everybody may decide.
        ({"until": "2030-01-01", "decided_by": "directie"}, date(2027, 1, 15)),
        ({"until": "2026-03-01", "decided_by": "coach"}, date(2027, 1, 15)),
        ({"until": "2026-03-01"}, date(2027, 1, 15)),
    ],
)
def test_as_long_as_necessary_and_two_years_at_most(decided, due_on):
    decision = ask(text_of(NECESSARY), asked(RETAIN, retention__decided_end=decided))

    assert (decision.due_on, "decided_end" in {reason.key for reason in decision.reasons}) == (
        due_on,
        due_on < date(2027, 1, 15),
    )


def test_what_is_no_longer_necessary_stays_while_the_traject_runs_or_something_holds_it():
    decided = asked(RETAIN, retention__decided_end={"until": "2025-03-01", "decided_by": "directie"})

    assert ask(text_of(NECESSARY), asked(decided, retention__events={})).effect == "keep"
    assert ask(text_of(NECESSARY), asked(decided, retention__holds=[{"kind": "complaint"}])).effect == "hold"
    assert ask(text_of(NECESSARY), decided).effect == "destroy"


@pytest.mark.parametrize(
    ("longest", "until", "due_on"),
    [
        ("", "2035-01-01", date(2035, 1, 1)),
        ('extend_at_most = "P1Y"', "2027-06-01", date(2027, 6, 1)),
        ('extend_at_most = "P1Y"', "2035-01-01", date(2028, 1, 15)),
        ('extend_at_most = "P1Y"', "2026-06-01", date(2027, 1, 15)),
        ('extend_at_most = "unset"', "2035-01-01", date(2027, 1, 15)),
    ],
)
def test_client_extends_no_further_than_the_text_lets_him(longest, until, due_on):
    text = text_of(keeping(f'trigger = "traject_end"\nterm = "P2Y"\nclient_override = ["extend"]\n{longest}'))

    assert ask(text, asked(RETAIN, retention__choice={"kind": "extend", "until": until})).due_on == due_on


def test_term_waits_for_the_end_of_a_complaint():
    text = text_of(keeping('trigger = "traject_end"\nor_later = ["complaint_closed"]\nterm = "P1Y"'))
    handled = asked(RETAIN, retention__events={"traject_end": "2025-01-15", "complaint_closed": "2025-09-01"})

    assert (ask(text, RETAIN).due_on, ask(text, handled).due_on) == (date(2026, 1, 15), date(2026, 9, 1))


@pytest.mark.parametrize(
    ("complaint", "role", "allowed"),
    [
        ("none", "coach", True),
        ("closed", "coach", True),
        ("open", "coach", False),
        (None, "coach", False),
        ("open", "privacy_officer", True),
    ],
)
def test_during_a_complaint_only_who_handles_it_looks_in(complaint, role, allowed):
    lines = 'match = { complaint = ["open"] }\nexcept = { actor_role = ["privacy_officer"] }'

    text = text_of(rule("deny", "view", lines))
    assert ask(text, asked(VIEW, complaint=complaint, actor__role=role)).allowed is allowed


@pytest.mark.parametrize(
    ("purpose", "allowed"), [("progress", True), ("conclusion", False), (None, False), ("placement", True)]
)
def test_final_report_alone_waits_for_a_second_reader(purpose, allowed):
    text = text_of(
        rule(
            "require",
            "report",
            'match = { report_purpose = ["conclusion"] }\nneeds = [{ kind = "approval", by_role = ["directie"] }]',
        )
    )

    assert ask(text, asked(REPORT, content__report_purpose=purpose)).allowed is allowed
    assert ask(text, asked(REPORT, content__report_purpose=purpose, approvals=[{"by_role": "directie"}])).allowed


@pytest.mark.parametrize(
    ("read_at", "consented_at", "allowed"),
    [
        ("2026-11-20T10:00:00Z", "2026-11-20T10:05:00Z", True),
        ("2026-11-20T10:00:00Z", "2026-11-20T09:55:00Z", False),
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z", False),
        ("2026-11-20T10:00:00Z", None, False),
        (None, "2026-11-20T10:05:00Z", False),
        # Moments of which one names no time zone cannot be put in order.
        ("2026-11-20T10:00:00Z", "2026-11-20T10:05:00", False),
    ],
)
def test_consent_counts_when_it_was_given_after_reading(read_at, consented_at, allowed):
    need = '{ kind = "consent", form = "written", bound_to = ["version"], after_reading = true }'
    text = text_of(rule("require", "report", f"needs = [{need}]"))
    question = asked(REPORT, content__read_at=read_at, consents=[approval(at=consented_at)])
    decision = ask(text, question)

    assert decision.allowed is allowed
    assert allowed or [condition.params["why"] for condition in decision.unmet] == ["before_reading"]


@pytest.mark.parametrize(
    ("shown_on", "consented_at", "allowed"),
    [
        # Thursday: three working days later it is Tuesday.
        ("2026-11-12", "2026-11-17T10:00:00Z", True),
        ("2026-11-12", "2026-11-16T10:00:00Z", False),
        # Half past twelve at night, here.
        ("2026-11-12", "2026-11-16T23:30:00Z", True),
        ("2026-11-12", None, False),
        (None, "2026-11-17T10:00:00Z", False),
    ],
)
def test_consent_counts_when_the_client_had_his_working_days_to_read(shown_on, consented_at, allowed):
    need = '{ kind = "consent", form = "written", bound_to = ["version"], reading_time = "P3WD" }'
    text = text_of(rule("require", "report", f"needs = [{need}]"))
    question = asked(REPORT, content__shown_on=shown_on, consents=[approval(at=consented_at)])
    decision = ask(text, question)

    assert decision.allowed is allowed
    assert allowed or [condition.params["why"] for condition in decision.unmet] == ["too_soon"]


@pytest.mark.parametrize(("people", "allowed"), [(10, True), (25, True), (9, False), (0, False), (None, False)])
def test_figure_about_a_group_that_is_too_small_is_not_shown(people, allowed):
    text = text_of(rule("require", "use_internally", 'needs = [{ kind = "group", people = 10 }]'))
    decision = ask(text, asked(FIGURES, content__people=people))

    assert decision.allowed is allowed
    assert allowed or (first(decision), unmet(decision)) == ("2", {"group"})


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ('extend_at_most = "P1Y"', "extend_at_most"),
        ('decided_end = ["directie"]\nhold = { statute = "AWR 52" }', "decided_end"),
    ],
)
def test_bound_that_bounds_nothing_is_refused(lines, field):
    with pytest.raises(ProfileInvalid) as refused:
        text_of(keeping(f'trigger = "traject_end"\nterm = "P2Y"\n{lines}'))

    [problem] = refused.value.problems
    assert (problem.field, problem.code) == (f"retention_rule[1].{field}", "empty_rule")
