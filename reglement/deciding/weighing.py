"""What one text says about one question: the rules that speak, sorted by what they do."""

from typing import NamedTuple

from reglement.deciding import needs
from reglement.deciding.compiling import CompiledRule, CompiledRuleset
from reglement.deciding.decision import Citation, Condition, lacking
from reglement.deciding.question import Question


class Voice(NamedTuple):
    """A rule that speaks, with its conditions; `sure` is false when only an unknown fact made it speak."""

    rule: CompiledRule
    conditions: tuple[Condition, ...]
    sure: bool


class Weighed:
    """Every rule of one text that speaks about a question."""

    __slots__ = ("allowed", "candidates", "denied", "limiting", "met", "unmet")

    def __init__(self) -> None:
        """Start with silence."""
        self.denied: list[Voice] = []
        self.unmet: list[Voice] = []
        self.met: list[Voice] = []
        self.allowed: list[Voice] = []
        self.candidates: list[Voice] = []
        self.limiting: list[Voice] = []

    @property
    def refuses(self) -> bool:
        """Say whether this text closes the door."""
        return bool(self.denied or self.unmet)


def weigh(text: CompiledRuleset, act: str, question: Question) -> Weighed:
    """Ask every rule of `text` about this act."""
    weighed = Weighed()
    rules = text.rules.get(act)
    for rule, sure in rules.speaking(question) if rules else ():
        listen(rule, question, weighed, sure=sure)
    return weighed


def listen(rule: CompiledRule, question: Question, weighed: Weighed, *, sure: bool) -> None:
    """Put a rule that speaks where it belongs: among what forbids, lacks something, permits or limits."""
    citation, concerned = rule.citation, rule.concerned_tags
    if rule.unless:
        lifted = tuple([needs.check(need, question, citation, concerned) for need in rule.unless])
        if any(condition.met for condition in lifted):
            weighed.met.append(Voice(rule, tuple(c for c in lifted if c.met), sure))
            return
    if rule.effect == "deny":
        weighed.denied.append(Voice(rule, _ways_out(rule, question), sure))
        return
    conditions = tuple([needs.check(need, question, citation, concerned) for need in rule.needs]) if rule.needs else ()
    if rule.effect == "limit":
        weighed.limiting.append(Voice(rule, conditions, sure))
        return
    every_need_met = not conditions or all(condition.met for condition in conditions)
    if rule.effect == "require":
        heard = weighed.met if every_need_met else weighed.unmet
    else:
        heard = weighed.allowed if every_need_met else weighed.candidates
    heard.append(Voice(rule, conditions, sure))


def _ways_out(rule: CompiledRule, question: Question) -> tuple[Condition, ...]:
    options = tuple([needs.check(n, question, rule.citation, rule.concerned_tags) for n in rule.unless])
    if not options:
        return (lacking("prohibited", rule.citation, {"rule": rule.rule.id}),)
    return options if len(options) == 1 else (lacking("any", rule.citation, {}, options),)


def purpose_condition(text: CompiledRuleset, question: Question, door: Citation) -> Condition | None:
    """Return whether the text names this purpose; None where the text binds no purposes."""
    binding = text.ruleset.purpose_binding
    article = text.articles[binding] if binding else door
    if question.purpose is None:
        return lacking("fact_missing", article, {"fact": "purpose"})
    if binding is None:
        return None
    named = text.purposes.get(question.purpose)
    return Condition("purpose", named is not None, named or article, {"purpose": question.purpose})
