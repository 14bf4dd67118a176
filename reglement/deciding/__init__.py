"""The pure decision: no clock, no database, no Django; the same facts and texts always give the same answer."""

from reglement.deciding.compiling import CompiledRuleset, compile_ruleset
from reglement.deciding.decide import decide
from reglement.deciding.decision import Citation, Condition, Considered, Decision, OpenedDuty, Reason, SetLimit
from reglement.deciding.many import Answers

__all__ = [
    "Answers",
    "Citation",
    "CompiledRuleset",
    "Condition",
    "Considered",
    "Decision",
    "OpenedDuty",
    "Reason",
    "SetLimit",
    "compile_ruleset",
    "decide",
]
