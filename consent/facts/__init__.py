"""The facts that the gate puts before the reglement, gathered from rows alone and never from a caller's word."""

from consent.facts.gathering import Gathered, Question, gather, vary

__all__ = ["Gathered", "Question", "gather", "vary"]
