"""Deciding about an act: law prohibitions, law obligations, deny, require, allow, default deny; in that order."""

from reglement import terms
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Decision
from reglement.deciding.permitting import permit
from reglement.deciding.question import Question
from reglement.deciding.refusing import extra_refusals, refusals_of, refuse
from reglement.deciding.weighing import weigh


def decide_gate(version: CompiledRuleset, law: CompiledRuleset, question: Question) -> Decision:
    """Decide whether the act may go on."""
    act = question.facts.act
    door = version.default_deny(act, terms.DISCLOSING_ACTS)
    ours, theirs = weigh(version, act, question), weigh(law, act, question)
    extra = extra_refusals(version, question, door)
    if theirs.refuses:
        return refuse(version, law, question, ours, theirs, extra)
    if theirs.allowed:
        return permit(version, question, ours, theirs, overridden=[*refusals_of(ours, of_law=False), *extra])
    if ours.refuses or extra or not ours.allowed:
        return refuse(version, law, question, ours, theirs, extra)
    return permit(version, question, ours, theirs, overridden=[])
