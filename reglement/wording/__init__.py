"""Machine words of a decision and of a profile's problems, turned into sentences for people."""

from reglement.wording.conditions import condition_text
from reglement.wording.outcomes import citation_text, duty_text, effect_text, limit_text, reason_text
from reglement.wording.profiles import hole_text, problem_text

__all__ = [
    "citation_text",
    "condition_text",
    "duty_text",
    "effect_text",
    "hole_text",
    "limit_text",
    "problem_text",
    "reason_text",
]
