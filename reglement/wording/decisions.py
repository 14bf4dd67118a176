"""A whole decision with a sentence beside each machine word, and each rule of its trace in words."""

from typing import Any

from reglement.deciding import Condition, Decision
from reglement.rules.ruleset import Ruleset
from reglement.wording.conditions import condition_text
from reglement.wording.considering import because_text
from reglement.wording.entries import entry_told, labels_of
from reglement.wording.outcomes import duty_text, effect_text, limit_text, reason_text

_TRACED = ("gate_rule", "retention_rule", "residual_rule", "right_rule")


def decision_told(decision: Decision, *texts: Ruleset) -> dict[str, Any]:
    """Return the answer as plain values with sentences; `texts` are those whose rules its trace names."""
    answer = decision.as_dict()
    answer["text"] = effect_text(decision.effect)
    for entry, reason in zip(answer["reasons"], decision.reasons, strict=True):
        entry["text"] = reason_text(reason)
    for name, conditions in (("conditions", decision.conditions), ("unmet", decision.unmet)):
        for entry, condition in zip(answer[name], conditions, strict=True):
            _say(entry, condition)
    for entry, duty in zip(answer["duties"], decision.duties, strict=True):
        entry["text"] = duty_text(duty)
    for entry, limit in zip(answer["limits"], decision.limits, strict=True):
        entry["text"] = limit_text(limit)
    if decision.trace:
        _tell_trace(answer["trace"], decision, texts)
    return answer


def _tell_trace(steps: list[dict[str, Any]], decision: Decision, texts: tuple[Ruleset, ...]) -> None:
    labels = {text.metadata.key: labels_of(text) for text in texts}
    rules = {
        (text.metadata.key, kind, rule.id): rule for text in texts for kind in _TRACED for rule in getattr(text, kind)
    }
    for entry, step in zip(steps, decision.trace, strict=True):
        rule = rules.get((step.ruleset, step.kind, step.rule))
        if rule is not None:
            entry["text"] = " ".join(entry_told(step.kind, rule, labels[step.ruleset]).sentences)
        entry["why"] = because_text(step)
        for inner, condition in zip(entry["conditions"], step.conditions, strict=True):
            _say(inner, condition)


def _say(entry: dict[str, Any], condition: Condition) -> None:
    entry["text"] = condition_text(condition)
    for inner, option in zip(entry["options"], condition.options, strict=True):
        _say(inner, option)
