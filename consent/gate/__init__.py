"""The gate: the one place that decides whether something may be seen, written or leave.

Facts come from rows, the reglement decides, and the decision is kept before anything happens. A service that lets
content out takes a decision of this gate with it, and the database refuses it without one.
"""

from consent.gate.answering import Answer, Moment, answer_each, at_this_moment
from consent.gate.asking import article_of, ask, ask_within, permits, preview, store, store_apart
from consent.gate.panel import PanelCondition, conditions, lacks, takes_spoken_yes
from consent.gate.remaining import ask_about_outlived, ask_about_remains, may_read_outlived, purposes_to_look_up

__all__ = [
    "Answer",
    "Moment",
    "PanelCondition",
    "answer_each",
    "article_of",
    "ask",
    "ask_about_outlived",
    "ask_about_remains",
    "ask_within",
    "at_this_moment",
    "conditions",
    "lacks",
    "may_read_outlived",
    "permits",
    "preview",
    "purposes_to_look_up",
    "store",
    "store_apart",
    "takes_spoken_yes",
]
