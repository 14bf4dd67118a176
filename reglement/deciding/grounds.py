"""Grounds that do not count: what a rule takes away is decided as if it were not on file (decision 0016)."""

from typing import NamedTuple

from reglement.deciding.compiling import NO, YES, CompiledRule, CompiledRuleset
from reglement.deciding.question import Question
from reglement.deciding.weighing import Voice, Weighed, listen
from reglement.facts import Ground


class Taken(NamedTuple):
    """A ground on file that counts for nothing, and the rule that takes it away."""

    ground: Ground
    voice: Voice


def taken_by(text: CompiledRuleset, act: str, question: Question) -> tuple[Taken, ...]:
    """Return the grounds on file that rules of `text` take away, each ground weighed by itself.

    A ground is complete or it is not, whatever else is on file beside it.
    """
    rules = text.rules.get(act)
    if rules is None or rules.takers.keys().isdisjoint(question.ground):
        return ()
    return tuple(
        Taken(ground, voice)
        for ground in question.facts.grounds
        for rule in rules.takers.get(ground.kind, ())
        if (voice := _against(rule, question.with_grounds((ground,)))) is not None
    )


def halves(question: Question) -> tuple[Ground, ...]:
    """Return the grounds on file that lack their evidence or their statute: they count for nothing, in any text."""
    return tuple(ground for ground in question.facts.grounds if ground.lacks)


def without(question: Question, *left_out: Ground) -> Question:
    """Return the question with only the grounds that count; rules about a use still see what is on file."""
    if not left_out:
        return question
    gone = [id(ground) for ground in left_out]
    return question.with_grounds(tuple(ground for ground in question.facts.grounds if id(ground) not in gone))


def _against(rule: CompiledRule, alone: Question) -> Voice | None:
    """Return what the rule has against the only ground of this question; None when it has nothing."""
    speaks = rule.speaks(alone)
    if speaks == NO:
        return None
    heard = Weighed()
    listen(rule, alone, heard, sure=speaks == YES)
    return next(iter([*heard.denied, *heard.unmet]), None)
