"""The rule form: typed, frozen models of everything that a reglement, or the law floor, can say as data."""

from reglement.rules.gate import Duty, GateRule, Limit, Match
from reglement.rules.keeping import ResidualRule, RetentionRule
from reglement.rules.needs import AnyNeed, ConsentNeed, GroundNeed, Need
from reglement.rules.ruleset import Article, Metadata, Ruleset

__all__ = [
    "AnyNeed",
    "Article",
    "ConsentNeed",
    "Duty",
    "GateRule",
    "GroundNeed",
    "Limit",
    "Match",
    "Metadata",
    "Need",
    "ResidualRule",
    "RetentionRule",
    "Ruleset",
]
