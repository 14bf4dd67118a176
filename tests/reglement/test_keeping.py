"""Terms that a text can set: by kind, source and outcome, by the client's choice, by statute, and for what remains."""

from datetime import date
from typing import get_args

import pytest

from reglement import terms
from reglement.trace.carrying import carriers_of
from tests.reglement.questions import RETAIN, VIEW, WRITE, asked, keys, unmet
from tests.reglement.small_texts import ask, text_of

RULE = '[[retention_rule]]\nid = "{}"\narticle = "{}"\n{}\n'
GENERAL = RULE.format("general", "3", 'trigger = "traject_end"\nterm = "P2Y"\nbound = "at_most"')


def kept(*rules: str):
    return text_of("".join(rules))


def rule(name: str, lines: str, article: str = "2") -> str:
    return RULE.format(name, article, f'bound = "at_most"\n{lines}')


def reasons(decision) -> set[str]:
    return {reason.key for reason in decision.reasons}


@pytest.mark.parametrize("trigger", get_args(terms.Trigger))
def test_term_runs_from_the_event_that_the_text_names(trigger):
    text = kept(rule("one", f'trigger = "{trigger}"\nterm = "P1Y"'))

    assert ask(text, asked(RETAIN, retention__events={})).effect == "keep"
    assert ask(text, asked(RETAIN, retention__events={trigger: "2025-06-01"})).due_on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("line", "fact", "other"),
    [
        ('content_kind = ["test_result"]', {"content_kind": "test_result"}, {"content_kind": "report"}),
        ('source = ["test_bureau"]', {"source": "test_bureau"}, {"source": "client"}),
        ('outcome = ["placed"]', {"outcome": "placed"}, {"outcome": "stopped"}),
        ('category_tag = ["test"]', {"tag": "test"}, {"tag": "ordinary"}),
        ('carrier = ["digital"]', {"carrier": "digital"}, {"carrier": "paper"}),
    ],
)
def test_shorter_term_is_only_for_the_items_that_it_is_about(line, fact, other):
    text = kept(GENERAL, rule("short", f'trigger = "traject_end"\nterm = "P1M"\nmatch = {{ {line} }}'))

    for item, due in ((fact, date(2025, 2, 15)), (other, date(2027, 1, 15)), ({}, date(2027, 1, 15))):
        question = {**RETAIN, "retention": {"events": {"traject_end": "2025-01-15"}, **item}}
        assert ask(text, question).due_on == due


CHOICE = rule(
    "choice",
    'trigger = "traject_end"\nterm = "P2Y"\nclosing_choice = [{ choice = "keep", term = "P5Y" }, '
    '{ choice = "take_along", term = "P1M" }, { choice = "destroy", term = "P0D" }]',
)


@pytest.mark.parametrize(
    ("choice", "due"),
    [
        (None, "2027-01-15"),
        ({"kind": "keep"}, "2030-01-15"),
        ({"kind": "destroy"}, "2025-01-15"),
        ({"kind": "take_along", "handed_over_on": "2025-01-20"}, "2025-02-15"),
        ({"kind": "take_along"}, "2027-01-15"),
        ({"kind": "extend", "until": "2040-01-01"}, "2027-01-15"),
    ],
)
def test_choice_at_closing_sets_its_own_term(choice, due):
    assert ask(kept(CHOICE), asked(RETAIN, retention__choice=choice)).due_on == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("choice", "cited"),
    [
        (None, ["2"]),
        ({"kind": "keep"}, ["3", "2"]),
        ({"kind": "extend", "until": "2027-06-01"}, ["4", "2"]),
        ({"kind": "shorten", "until": "2026-12-31"}, ["4", "2"]),
    ],
)
def test_article_that_lets_the_client_choose_is_cited_before_that_of_the_rule(choice, cited):
    lines = 'trigger = "traject_end"\nterm = "P2Y"\nclient_override = ["shorten", "extend"]\noverride_article = "4"\n'
    text = kept(rule("end", lines + 'closing_choice = [{ choice = "keep", term = "P5Y", article = "3" }]'))

    assert [article.key for article in ask(text, asked(RETAIN, retention__choice=choice)).articles] == cited
    assert all("retention_rule:end" in {carrier.place for carrier in carriers_of(text.ruleset)[key]} for key in cited)


def test_choice_that_the_text_does_not_offer_changes_nothing():
    assert ask(kept(GENERAL), asked(RETAIN, retention__choice={"kind": "keep"})).due_on == date(2027, 1, 15)


def test_what_the_client_takes_along_is_not_destroyed_before_he_has_it():
    decision = ask(kept(CHOICE), asked(RETAIN, retention__choice={"kind": "take_along"}))

    assert (decision.effect, unmet(decision)) == ("keep", {"handed_over"})


def test_choice_of_the_client_is_not_undone_by_a_decision_to_keep_longer():
    text = kept(CHOICE.replace("closing_choice", 'deviation = { role = ["directie"] }\nclosing_choice'))
    longer = {"until": "2040-01-01", "reason": "stuk 3", "decided_by": "directie"}
    question = asked(RETAIN, retention__deviation=longer, retention__choice={"kind": "destroy"})

    assert ask(text, question).effect == "destroy"
    assert ask(text, asked(RETAIN, retention__deviation=longer)).due_on == date(2040, 1, 1)


def test_items_may_end_with_being_made_unrecognisable():
    text = kept(rule("short", 'trigger = "traject_end"\nterm = "P1Y"\naction = "deidentify"'))

    assert "deidentify" in reasons(ask(text, RETAIN))


HOLD = rule("hold", 'trigger = "traject_end"\nhold = {{ {} }}', article="4")
OVERDUE = asked(RETAIN, on="2028-01-01")


def test_statute_may_ask_a_de_identified_copy_in_a_store_of_its_own():
    line = 'statute = "Wet X, 3", term = "P5Y", form = "deidentified", store = "separate"'
    decision = ask(kept(GENERAL, HOLD.format(line)), OVERDUE)

    assert (decision.effect, decision.due_on) == ("hold", date(2030, 1, 15))
    assert {limit.kind for limit in decision.limits} == {"deidentified", "separate_store"}


def test_complaint_keeps_the_dossier_whole_beside_a_de_identified_hold():
    line = 'statute = "Wet X, 3", term = "P5Y", form = "deidentified", store = "separate"'
    question = asked(OVERDUE, retention__holds=[{"kind": "complaint"}])

    assert ask(kept(GENERAL, HOLD.format(line)), question).limits == ()


def test_text_that_names_no_statute_holds_only_what_names_one_itself():
    text = kept(GENERAL, HOLD.format('term = "P10Y"'))
    named = asked(OVERDUE, retention__holds=[{"kind": "statute", "statute": "Wet Y, 2"}])

    assert ask(text, OVERDUE).effect == "destroy"
    assert (
        ask(text, asked(OVERDUE, retention__holds=[{"kind": "complaint", "until": "2027-01-01"}])).effect == "destroy"
    )
    assert (ask(text, named).effect, "4" in keys(ask(text, named))) == ("hold", True)
    assert ask(text, asked(named, on="2035-02-01")).effect == "destroy"


RESIDUAL = """
[[residual_rule]]
id = "who-was-here"
article = "2"
fields = ["naam", "dienst", "jaar"]
purpose = "vragen over oude diensten beantwoorden"
trigger = "last_traject_end"
term = "P7Y"
round_up = "year_end"
lookup_only = true
"""


def test_what_remains_has_a_term_of_its_own_rounded_up():
    question = {
        **RETAIN,
        "retention": {"residual": "who-was-here", "events": {"last_traject_end": "2019-03-02"}},
    }
    decision = ask(kept(GENERAL, RESIDUAL), question)

    assert (decision.effect, decision.due_on, keys(decision)) == ("keep", date(2026, 12, 31), {"2"})
    assert [limit.kind for limit in decision.limits] == ["lookup_only"]
    assert ask(kept(GENERAL, RESIDUAL), {**question, "on": "2027-01-01"}).effect == "destroy"


@pytest.mark.parametrize(("line", "effect"), [('client_override = ["delete_now"]', "destroy"), ("", "keep")])
def test_client_ends_what_remains_where_the_text_lets_him(line, effect):
    question = {
        **RETAIN,
        "retention": {
            "residual": "who-was-here",
            "events": {"last_traject_end": "2025-03-02"},
            "choice": {"kind": "delete_now"},
        },
    }

    assert ask(kept(RESIDUAL + line), question).effect == effect


def test_what_remains_under_no_rule_is_said_to_have_none():
    decision = ask(kept(GENERAL), asked(RETAIN, retention__residual="who-was-here"))

    assert (decision.effect, unmet(decision)) == ("keep", {"no_residual"})


@pytest.mark.parametrize(("question", "allowed"), [(VIEW, True), (WRITE, False)])
def test_what_remains_is_only_looked_up(question, allowed):
    decision = ask(kept(RESIDUAL), asked(question, content__residual="who-was-here"))

    assert decision.allowed is allowed
    assert allowed or unmet(decision) >= {"lookup_only"}


def test_client_sees_what_remains_of_him_in_any_way():
    own = asked(VIEW, act="export", recipient={"class": "client"}, content__residual="who-was-here")

    assert ask(kept(RESIDUAL), own).allowed
