"""The one door: a question in, a decision out, and never an exception."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from reglement import terms
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Decision, Reason, lacking
from reglement.deciding.gate import decide_gate
from reglement.deciding.keeping import decide_keeping
from reglement.deciding.question import Question
from reglement.deciding.requests import decide_request
from reglement.deciding.tracing import trace_of
from reglement.facts import Facts
from reglement.rules.expected import refused_by

Asked = Facts | Mapping[str, Any] | str | bytes


def decide(version: CompiledRuleset, law: CompiledRuleset, facts: Asked, *, trace: bool = False) -> Decision:
    """Decide this question under this reglement above this law floor; whatever goes wrong is a deny."""
    try:
        asked = facts if isinstance(facts, Facts) else _read(facts)
    except ValidationError as error:
        return _refuse_unreadable(version, error)
    except (ValueError, TypeError, RecursionError):
        return _refuse_error(version, "disclose", "facts_unreadable", {})
    try:
        return _decide(version, law, asked, trace=trace)
    except Exception as error:
        return _refuse_error(version, asked.act, "decision_error", {"error": type(error).__name__})


def _read(facts: Mapping[str, Any] | str | bytes) -> Facts:
    text = facts if isinstance(facts, str | bytes) else json.dumps(facts, default=str)
    return Facts.model_validate_json(text)


def _decide(version: CompiledRuleset, law: CompiledRuleset, facts: Facts, *, trace: bool) -> Decision:
    decision = _decided(version, law, facts)
    return replace(decision, trace=trace_of(version, law, facts)) if trace else decision


def _decided(version: CompiledRuleset, law: CompiledRuleset, facts: Facts) -> Decision:
    if facts.act == "retain":
        return decide_keeping(version, law, facts)
    if facts.act == "exercise_right":
        return decide_request(version, law, facts)
    return decide_gate(version, law, Question(facts, version.catalogue_tags))


def _refuse_unreadable(version: CompiledRuleset, error: ValidationError) -> Decision:
    """Deny and name each wrong fact by its place and kind of error, never by its value."""
    door = version.default_deny("disclose", terms.DISCLOSING_ACTS)
    problems = [
        {
            "fact": ".".join(map(str, refused.place)),
            "problem": refused.code,
            "expected": refused.expected.key,
            "value": refused.expected.value,
            "one_of": list(refused.expected.words),
        }
        for refused in refused_by(error, Facts)
    ]
    conditions = tuple(lacking("fact_invalid", door, problem) for problem in problems)
    return Decision("deny", (door,), (Reason("facts_invalid"),), conditions)


def _refuse_error(version: CompiledRuleset, act: str, key: str, params: dict[str, Any]) -> Decision:
    door = version.default_deny(act, terms.DISCLOSING_ACTS)
    return Decision("deny", (door,), (Reason(key, params),), (lacking(key, door, params),))
