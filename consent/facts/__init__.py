"""The facts that the gate puts before the reglement, gathered from rows alone and never from a caller's word."""

from consent.facts.gathering import Question, gather, vary

__all__ = ["Question", "gather", "vary"]
