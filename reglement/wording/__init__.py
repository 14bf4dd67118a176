"""Machine words of a rule, a decision and a profile's problems, turned into sentences for people."""

from reglement.wording.conditions import condition_text
from reglement.wording.considering import because_text
from reglement.wording.decisions import decision_told
from reglement.wording.entries import entry_told, labels_of
from reglement.wording.outcomes import citation_text, duty_text, effect_text, limit_text, reason_text
from reglement.wording.profiles import hole_text, problem_text
from reglement.wording.terms_in_words import term_words

__all__ = [
    "because_text",
    "citation_text",
    "condition_text",
    "decision_told",
    "duty_text",
    "effect_text",
    "entry_told",
    "hole_text",
    "labels_of",
    "limit_text",
    "problem_text",
    "reason_text",
    "term_words",
]
