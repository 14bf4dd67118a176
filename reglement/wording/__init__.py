"""Machine words of a rule, a decision and a profile's problems, turned into sentences for people."""

from reglement.wording.conditions import condition_text
from reglement.wording.considering import because_text
from reglement.wording.decisions import decision_told
from reglement.wording.entries import entry_told, labels_of
from reglement.wording.fields import choice_words, field_help, field_label
from reglement.wording.form_words import need_choices, part_title
from reglement.wording.outcomes import citation_text, duty_text, effect_text, limit_text, reason_text
from reglement.wording.profiles import hole_text, problem_text, problem_words, silence_texts
from reglement.wording.terms_in_words import term_words

__all__ = [
    "because_text",
    "choice_words",
    "citation_text",
    "condition_text",
    "decision_told",
    "duty_text",
    "effect_text",
    "entry_told",
    "field_help",
    "field_label",
    "hole_text",
    "labels_of",
    "limit_text",
    "need_choices",
    "part_title",
    "problem_text",
    "problem_words",
    "reason_text",
    "silence_texts",
    "term_words",
]
