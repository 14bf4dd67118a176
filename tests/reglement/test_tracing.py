"""The trace: every rule about an act, of the law floor and of the text, with what it did and why."""

import io
import json
import sys

import pytest
from django.core.management import call_command
from django.utils import translation

from reglement import wording
from reglement.deciding import decide
from reglement.facts.examples import EXAMPLES
from reglement.loading import law_floor, profile_names
from tests.reglement.questions import REPORT, REQUEST, RETAIN, approval, asked, ruleset
from tests.reglement.small_texts import ask, text_of
from tests.reglement.test_wording import is_sentence

KINDS = {"retain": ("retention_rule", "residual_rule"), "exercise_right": ("right_rule",)}
WITH_CONSENT = asked(REPORT, consents=[approval()])
UNSURE = asked(REPORT, phase=None, content__categories=[{"key": "onbekend"}])
QUESTIONS = [*EXAMPLES, WITH_CONSENT, UNSURE, asked(RETAIN, retention={"events": {}}), asked(REQUEST, request=None)]


def traced(text, question):
    return decide(text, law_floor(), json.dumps(question), trace=True).trace


def about(text, question, kind):
    rules = getattr(text.ruleset, kind)
    return [rule.id for rule in rules if kind != "gate_rule" or question["act"] in rule.act]


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("question", QUESTIONS[:-1], ids=lambda question: question["act"])
def test_every_rule_about_the_act_is_considered_once(profile, question):
    text = ruleset(profile)
    expected = [
        (each.key, kind, rule)
        for kind in KINDS.get(question["act"], ("gate_rule",))
        for each in (law_floor(), text)
        for rule in about(each, question, kind)
    ]

    assert sorted((step.ruleset, step.kind, step.rule) for step in traced(text, question)) == sorted(expected)


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["act"])
def test_every_step_is_told_in_two_languages(profile, question):
    text = ruleset(profile)
    told = {}
    for language in ("nl", "en"):
        with translation.override(language):
            decision = decide(text, law_floor(), json.dumps(question), trace=True)
            answer = wording.decision_told(decision, law_floor().ruleset, text.ruleset)
            told[language] = [step["why"] for step in answer.get("trace", ())]
            assert all(is_sentence(step["text"].replace("_", " ")) for step in answer.get("trace", ()))

    assert all(is_sentence(why.replace("_", " ")) for whys in told.values() for why in whys)
    assert not [one for one, other in zip(told["nl"], told["en"], strict=True) if one == other]


GATED = [question for question in QUESTIONS[:-1] if question["act"] not in KINDS]


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("question", GATED, ids=lambda question: question["act"])
def test_steps_add_up_to_the_outcome(profile, question):
    decision = decide(ruleset(profile), law_floor(), json.dumps(question), trace=True)
    permitting = {step.ruleset for step in decision.trace if step.because.key == "permits"}
    refusing = [
        step
        for step in decision.trace
        if step.because.key.startswith("forbids")
        or (step.effect == "require" and step.because.key.startswith("need_unmet"))
    ]
    of_no_rule = {reason.key for reason in decision.reasons} - {"prohibited", "need_unmet"}

    if decision.allowed:
        assert permitting
        assert not refusing or "law" in permitting
    else:
        assert refusing or of_no_rule


def because(steps, rule):
    return next((step.because.key, step.because.params) for step in steps if step.rule == rule)


def keeping(lines: str, name: str) -> str:
    return f'[[retention_rule]]\nid = "{name}"\narticle = "2"\nbound = "at_most"\ntrigger = "traject_end"\n{lines}\n'


def test_terms_say_which_one_sets_the_date_and_why_the_others_do_not():
    text = text_of(
        keeping('term = "P2Y"\nexcept = { category_tag = ["test"] }', "general")
        + keeping('term = "P1Y"\nmatch = { carrier = ["digital"] }', "digital")
        + keeping('term = "P1Y"\nmatch = { carrier = ["paper"] }', "paper")
        + keeping('term = "unset"\nmatch = { source = ["client"] }', "open")
        + keeping('hold = { statute = "Wet 1", term = "P9Y" }', "by-law")
    )
    steps = traced(text, asked(RETAIN, retention__source="client"))

    assert because(steps, "general") == ("ends_later", {"until": "2027-01-15"})
    assert because(steps, "digital") == ("sets_the_end", {"until": "2026-01-15"})
    assert because(steps, "paper") == ("misfit", {"line": "carrier", "known": ["digital"], "asked": ["paper"]})
    assert because(steps, "open")[0] == "term_unset"
    assert because(steps, "by-law") == ("holds_until", {"until": "2034-01-15"})
    assert because(traced(text, asked(RETAIN, retention__tag="test")), "general")[0] == "exception_fits"


def test_rights_say_what_keeps_them_from_being_granted():
    text = text_of(
        '[[right_rule]]\nid = "look"\narticle = "2"\nright = "access"\nwindow = "P6M"\n\n'
        '[[right_rule]]\nid = "wipe"\narticle = "2"\nright = "erase"\n\n'
    )
    late = asked(REQUEST, request__closed_on="2025-01-01")

    assert because(traced(text, late), "look")[0] == "window_passed"
    assert because(traced(text, REQUEST), "look")[0] == "grants"
    assert because(traced(text, REQUEST), "wipe")[0] == "misfit"


def test_unknown_fact_is_named_where_it_makes_a_rule_speak_or_be_silent():
    lines = 'article = "2"\nact = ["report"]\nmatch = { phase = ["closed"] }'
    text = text_of(
        f'[[gate_rule]]\nid = "not-later"\neffect = "deny"\n{lines}\n\n'
        f'[[gate_rule]]\nid = "later"\neffect = "allow"\n{lines.replace("closed", "running")}\n\n'
    )
    steps = traced(text, asked(REPORT, phase=None))

    assert because(steps, "not-later") == ("forbids_unsure", {"lines": ["phase"]})
    assert because(steps, "later") == ("not_known", {"lines": ["phase"]})
    assert ask(text, asked(REPORT, phase=None)).effect == "deny"


@pytest.mark.parametrize(("language", "word"), [("nl", "Dit mag niet."), ("en", "This is not allowed.")])
def test_command_answers_in_the_language_that_is_asked(monkeypatch, language, word):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(REPORT).encode())))
    printed = io.StringIO()
    call_command("decide", stdout=printed, profile="a4p", trace=True, language=language)
    answer = json.loads(printed.getvalue())

    assert answer["text"] == word
    assert {"conditions", "text", "why"} <= set(answer["trace"][0])
