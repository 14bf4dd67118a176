"""Deciding about an act: law prohibitions, law obligations, deny, require, allow, default deny; in that order."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reglement import terms
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Condition, Decision, Reason, lacking
from reglement.deciding.grounds import halves, taken_by, without
from reglement.deciding.once import once
from reglement.deciding.permitting import permit
from reglement.deciding.question import Question
from reglement.deciding.refusing import extra_refusals, refusals_of, refuse
from reglement.deciding.weighing import weigh
from reglement.facts import Ground


def decide_gate(version: CompiledRuleset, law: CompiledRuleset, question: Question) -> Decision:
    """Decide whether the act may go on."""
    act = question.facts.act
    if not question.ground:
        return _decide(version, law, question, question)
    half = halves(question)
    by_law = [*half, *(taken.ground for taken in taken_by(law, act, question))]
    by_text = [taken.ground for taken in taken_by(version, act, question)]
    if not by_law and not by_text:
        return _decide(version, law, question, question)
    decision = _decide(version, law, without(question, *by_law, *by_text), without(question, *by_law))
    if decision.allowed:
        left_out = [Reason("ground_left_out", {"ground": ground.kind}) for ground in (*by_law, *by_text)]
        return replace(decision, reasons=once([*decision.reasons, *left_out]))
    # With the ground on file the rule that takes it is named among what closes the door, with what it asks.
    told = _decide(version, law, question, question)
    return told if not told.allowed else replace(decision, conditions=(*decision.conditions, *_lacks(version, half)))


def _lacks(version: CompiledRuleset, half: Iterable[Ground]) -> Iterator[Condition]:
    """Say of each ground that would open the door what it lacks."""
    door = version.default_deny("disclose", terms.DISCLOSING_ACTS)
    return (lacking("ground", door, {"one_of": [ground.kind], "why": ground.lacks}) for ground in half)


def _decide(version: CompiledRuleset, law: CompiledRuleset, question: Question, before_the_law: Question) -> Decision:
    """Decide with the grounds that count for the text, and those that count for the law."""
    act = question.facts.act
    door = version.default_deny(act, terms.DISCLOSING_ACTS)
    ours, theirs = weigh(version, act, question), weigh(law, act, before_the_law)
    extra = extra_refusals(version, question, door)
    if theirs.refuses:
        return refuse(version, law, question, ours, theirs, extra)
    if theirs.allowed:
        return permit(version, question, ours, theirs, overridden=[*refusals_of(ours, of_law=False), *extra])
    if ours.refuses or extra or not ours.allowed:
        return refuse(version, law, question, ours, theirs, extra)
    return permit(version, question, ours, theirs, overridden=[])
