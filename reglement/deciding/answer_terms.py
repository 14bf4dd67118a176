"""By when a request is answered: the earliest term of text and law, and what a notice of delay does to it."""

from datetime import date
from typing import NamedTuple

from reglement.deciding.calendar import add_term
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Citation, Reason
from reglement.facts import Request
from reglement.rules.entitlements import RightRule

Cited = tuple[RightRule, Citation]


class AnswerTerm(NamedTuple):
    """The last day for the answer, the article that sets it, and what is to be said about it."""

    due_on: date
    article: Citation
    reasons: tuple[Reason, ...] = ()
    also: tuple[Citation, ...] = ()


def answer_term(law: CompiledRuleset, ours: list[Cited], theirs: list[Cited], asked: Request, on: date) -> AnswerTerm:
    """Return the earliest end that text or law sets; longer only by a notice that came in time (AVG 12(3))."""
    rules = [*ours, *theirs]
    plain = [
        AnswerTerm(add_term(asked.received_on, rule.deadline), _dating(law, rule, article))
        for rule, article in rules
        if rule.deadline
    ]
    first = min(plain, key=lambda end: end.due_on) if plain else AnswerTerm(on, rules[0][1])
    if asked.extended_on is None:
        return first
    if not asked.received_on <= asked.extended_on <= min(first.due_on, on):
        return first._replace(reasons=(Reason("extension_does_not_count"),))
    return _extended(law, rules, asked, first)


def _extended(law: CompiledRuleset, rules: list[Cited], asked: Request, first: AnswerTerm) -> AnswerTerm:
    longer = [
        AnswerTerm(_longer(rule, asked.received_on, first.due_on), _dating(law, rule, article))
        for rule, article in rules
        if rule.deadline or rule.extension
    ]
    last = min(longer, key=lambda end: end.due_on, default=first)
    giving = tuple(_dating(law, rule, article) for rule, article in rules if rule.extension)
    if last.due_on > first.due_on:
        return last._replace(reasons=(Reason("answer_extended", {"until": last.due_on.isoformat()}),), also=giving)
    # The law would give more time, the text promised its own term: who takes the time breaks the text.
    return last._replace(reasons=(Reason("extension_breaks_reglement"),), also=giving)


def _longer(rule: RightRule, received_on: date, without_own_term: date) -> date:
    end = add_term(received_on, rule.deadline) if rule.deadline else without_own_term
    return add_term(end, rule.extension) if rule.extension else end


def _dating(law: CompiledRuleset, rule: RightRule, article: Citation) -> Citation:
    return law.articles[rule.law[0]] if rule.law else article
