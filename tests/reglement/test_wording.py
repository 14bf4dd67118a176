"""Every machine word of a decision has a sentence, and no sentence is a machine word."""

import re
from pathlib import Path
from typing import get_args

import pytest

from reglement import deciding, loading, terms, wording
from reglement.deciding import Citation, Condition, OpenedDuty, Reason, SetLimit
from reglement.deciding.consents import _NEARNESS
from reglement.deciding.needs import _CHECKS
from reglement.loading.problems import Problem
from reglement.rules import RetentionRule
from reglement.wording.profiles import _PROBLEMS
from tests.reglement.questions import DISCLOSE, REPORT, VIEW, WRITE, answer, approval, asked

ARTICLE = Citation("4.1", "4.1", "Kop", "a4p")
OF_THE_DECISION = {
    "prohibited",
    "no_rule_allows",
    "fact_missing",
    "fact_invalid",
    "purpose",
    "catalogue",
    "filled",
    "all",
    "lookup_only",
    "no_residual",
    "category_service",
    "category_carrier",
    "category_source",
    "category_unspecified",
}
OF_TERMS = {"no_term", "term_unset", "term_not_started", "handed_over"}
OF_REQUESTS = {
    "window_passed",
    "asked_too_soon",
    "request_incomplete",
    "right_only_running",
    "right_only_closed",
}
KEYS = sorted(
    {*_CHECKS, *OF_THE_DECISION, *OF_TERMS, *OF_REQUESTS, "consent_version", "decision_error", "facts_unreadable"}
)
PARAMS = {
    "one_of": ["directie"],
    "expected": "words",
    "form": "written",
    "ground": "court_order",
    "purpose": "newsletter",
    "fact": "actor",
}


def is_sentence(text: str) -> bool:
    return text.endswith((".", ")")) and " " in text and "_" not in text and "%" not in text


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("met", [True, False])
def test_condition_is_a_sentence(key, met):
    assert is_sentence(wording.condition_text(Condition(key, met, ARTICLE, PARAMS)))


@pytest.mark.parametrize("why", sorted(_NEARNESS))
def test_what_is_wrong_with_a_consent_is_said(why):
    params = {"form": "plain", "why": why}
    text = wording.condition_text(Condition("consent", met=False, article=ARTICLE, params=params))

    assert (is_sentence(text), text.count(".")) == (True, 2)


@pytest.mark.parametrize("kind", get_args(terms.DutyKind))
def test_duty_is_a_sentence(kind):
    assert is_sentence(wording.duty_text(OpenedDuty(kind, "any", None, ARTICLE)))


@pytest.mark.parametrize("kind", get_args(terms.LimitKind))
def test_limit_is_a_sentence(kind):
    assert is_sentence(wording.limit_text(SetLimit(kind, ("medical",), "2026-11-28", ARTICLE)))


@pytest.mark.parametrize("effect", get_args(terms.Effect))
def test_effect_is_a_sentence(effect):
    assert is_sentence(wording.effect_text(effect))


def test_every_reason_that_decisions_give_is_a_sentence():
    questions = [REPORT, DISCLOSE, VIEW, WRITE, asked(REPORT, consents=[approval()]), asked(VIEW, purpose=None), {}]
    reasons = {reason.key for profile in ("a4p", "wc") for q in questions for reason in answer(profile, q).reasons}

    assert all(is_sentence(wording.reason_text(Reason(key))) for key in reasons)


def test_every_reason_in_the_code_of_deciding_is_a_sentence():
    # The steps of a trace have sentences of their own: tests/reglement/test_tracing.py.
    paths = [path for path in Path(deciding.__file__).parent.glob("*.py") if path.stem != "tracing"]
    sources = [path.read_text() for path in paths]
    keys = {key for source in sources for key in re.findall(r"""Reason\(\s*"([a-z_]+)\"""", source)}

    assert len(keys) > 25
    assert [key for key in sorted(keys) if not is_sentence(wording.reason_text(Reason(key)))] == []


def test_article_is_cited_as_people_do():
    assert wording.citation_text(ARTICLE) == "art. 4.1"
    assert wording.citation_text(Citation("4.3", "4.3", "", "a4p", "slotzin")) == "art. 4.3 (slotzin)"
    assert wording.citation_text(Citation("AVG 9", "AVG 9", "", "law")) == "AVG 9"


def test_every_problem_that_loading_names_is_a_sentence():
    sources = [path.read_text() for path in Path(loading.__file__).parent.glob("*.py")]
    calls = re.compile(r"""(?:Finding|Collision|Problem|_refused)\([^()]*(?:\([^()]*\)[^()]*)*?"([a-z]+_[a-z_]+)",""")
    codes = {code for source in sources for code in calls.findall(source)} | {"contradiction", "never_decides"}
    codes -= set(RetentionRule.model_fields)

    assert len(codes) > 20
    assert [code for code in sorted(codes) if not is_sentence(str(_PROBLEMS.get(code, code)))] == []


def test_problem_of_a_profile_names_its_place():
    text = wording.problem_text(Problem("fout.toml", 5, "metadata.kleur", "unknown_key"))

    assert text == "fout.toml, regel 5, metadata.kleur: Dit veld bestaat niet."
