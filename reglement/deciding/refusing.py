"""Closing the door: everything that objects, ordered so that the decisive article comes first."""

from typing import NamedTuple

from reglement import terms
from reglement.deciding.catalogue import catalogue_conditions, filled_conditions, residual_condition
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.consents import CAPACITY_REASONS
from reglement.deciding.decision import Citation, Condition, Decision, Reason, lacking
from reglement.deciding.once import once
from reglement.deciding.opening import is_way_in, ways_in
from reglement.deciding.question import Question
from reglement.deciding.weighing import Weighed, purpose_condition

_OUTWARD_FACTS = ("recipient.class", "content.categories")
REQUIRED_FACTS: dict[str, tuple[str, ...]] = {
    "report": (*_OUTWARD_FACTS, "content.form"),
    "disclose": _OUTWARD_FACTS,
    "export": _OUTWARD_FACTS,
    "request_inbound": _OUTWARD_FACTS,
    "audit": ("recipient.class",),
    "view": ("actor",),
    "substitute": ("actor",),
    "write": ("actor", "content.categories"),
    "use_internally": (),
    "intake": (),
    "start": (),
    "record_consent": (),
}
# How firmly an objection closes the door, which orders the articles: what can be cured stands after what cannot.
_FORBIDDEN, _NEEDED, _LOW = 3, 2, 1
# What no note or consent cures: the category is not listed, or not for this service, carrier or source.
_BY_NATURE = frozenset(
    {"catalogue", "category_service", "category_carrier", "category_source", "category_unspecified"}
)
_DOOR, _LATE, _LAST = -120, -150, -200


class Refusal(NamedTuple):
    """One thing that closes the door, with what orders it among the others."""

    strength: int
    precedence: int
    of_law: bool
    sure: bool
    citations: tuple[Citation, ...]
    conditions: tuple[Condition, ...]
    reason: Reason


def extra_refusals(version: CompiledRuleset, question: Question, door: Citation) -> list[Refusal]:
    """Return what closes the door without a rule of its own: missing facts, purpose binding, the catalogue."""
    act = question.facts.act
    missing = [fact for fact in REQUIRED_FACTS[act] if _is_missing(question, fact)]
    refusals = [_of_itself(lacking("fact_missing", door, {"fact": fact}), _LOW, _LAST) for fact in missing]
    purpose = None if act in terms.WITHOUT_PURPOSE else purpose_condition(version, question, door)
    if purpose is not None and not purpose.met:
        unknown = purpose.key == "fact_missing"
        refusals.append(_of_itself(purpose, _LOW if unknown else _FORBIDDEN, _LAST if unknown else _LATE))
    return [*refusals, *_of_the_lists(version, question, door)]


def _of_the_lists(version: CompiledRuleset, question: Question, door: Citation) -> list[Refusal]:
    """Return what closes the door because of the lists of the text: its categories and what may remain."""
    act = question.facts.act
    refusals: list[Refusal] = []
    if act == "write":
        unmet = [condition for condition in catalogue_conditions(version, question) if not condition.met]
        refusals += [_of_itself(condition, _firmness(condition), 0) for condition in unmet]
    if act == "start":
        unfilled = [condition for condition in filled_conditions(version, question) if not condition.met]
        refusals += [_of_itself(condition, _NEEDED, _LATE) for condition in unfilled]
    residual = residual_condition(version, question, door)
    if residual is not None and not residual.met:
        refusals.append(_of_itself(residual, _FORBIDDEN, 0))
    return refusals


def _firmness(condition: Condition) -> int:
    if condition.key == "fact_missing":
        return _LOW
    return _FORBIDDEN if condition.key in _BY_NATURE else _NEEDED


def _of_itself(condition: Condition, strength: int, precedence: int) -> Refusal:
    reason = Reason(condition.key, condition.params)
    return Refusal(
        strength,
        precedence,
        of_law=False,
        sure=True,
        citations=(condition.article,),
        conditions=(condition,),
        reason=reason,
    )


def _is_missing(question: Question, fact: str) -> bool:
    if fact == "actor":
        return question.facts.actor is None
    if fact == "recipient.class":
        return question.recipient_class is None
    if fact == "content.form":
        return question.form is None
    return question.category_tag is None


def refusals_of(weighed: Weighed, *, of_law: bool) -> list[Refusal]:
    """Return everything in one text that closes the door."""
    heard = [(voice, _FORBIDDEN, "prohibited") for voice in weighed.denied]
    heard += [(voice, _NEEDED, "need_unmet") for voice in weighed.unmet]
    return [
        Refusal(
            strength,
            voice.rule.precedence,
            of_law=of_law,
            sure=voice.sure,
            citations=voice.rule.citations,
            conditions=voice.conditions,
            reason=Reason(key, {"rule": voice.rule.rule.id}),
        )
        for voice, strength, key in heard
    ]


def _decisive(refusals: list[Refusal]) -> list[Refusal]:
    """Return what closes the door, the firmest first.

    What only an unknown fact made speak is left out as soon as anything surely closes the door, the unknown fact
    itself included: it would name half the law.
    """
    sure = [refusal for refusal in refusals if refusal.sure]
    return sorted(sure or refusals, key=lambda r: (-r.strength, r.of_law, -r.precedence))


def refuse(
    version: CompiledRuleset,
    law: CompiledRuleset,
    question: Question,
    ours: Weighed,
    theirs: Weighed,
    extra: list[Refusal],
) -> Decision:
    """Return the deny, with every article that closes the door and everything that would open it."""
    own = [*refusals_of(ours, of_law=False), *extra]
    is_silent = not ours.allowed and not any(refusal.strength > _LOW for refusal in own)
    # About an act that it does not speak of at all, a text leaves the first word to the law.
    if is_silent and (question.facts.act in version.rules or not theirs.refuses):
        own.append(_default_deny(version, question, ours))
    refusals = _decisive([*own, *refusals_of(theirs, of_law=True)])
    citations = [citation for refusal in refusals for citation in refusal.citations]
    conditions = [condition for refusal in refusals for condition in refusal.conditions]
    conditions += [condition for voice in (*ours.met, *theirs.met) for condition in voice.conditions]
    reasons = [refusal.reason for refusal in refusals]
    if ours.allowed:
        # The text itself would allow this: the law prevails, and both are cited.
        citations += [citation for voice in ours.allowed for citation in voice.rule.citations]
        conditions += [condition for voice in ours.allowed for condition in voice.conditions]
    elif not is_silent and not is_way_in(ours.candidates, conditions):
        conditions += ways_in(version, question, ours.candidates)
    # A ground on file that the law would follow, had it all that it needs.
    conditions += [c for voice in theirs.candidates if voice.rule.rule.match.ground for c in voice.conditions]
    capacity = law.ruleset.consent_capacity
    if capacity and any(_lacks_capacity(condition) for condition in conditions):
        position = next((i for i, c in enumerate(citations) if c.ruleset == law.key), len(citations))
        citations.insert(position, law.articles[capacity])
        reasons.append(Reason("consent_capacity"))
    return Decision("deny", once(citations), once(reasons), once(conditions))


def _lacks_capacity(condition: Condition) -> bool:
    if condition.met:
        return False
    return condition.params.get("why") in CAPACITY_REASONS or any(map(_lacks_capacity, condition.options))


def _default_deny(version: CompiledRuleset, question: Question, ours: Weighed) -> Refusal:
    """Return the text's own closing article, for what none of its rules allows."""
    door = version.default_deny(question.facts.act, terms.DISCLOSING_ACTS)
    return Refusal(
        _NEEDED,
        _DOOR,
        of_law=False,
        sure=True,
        citations=(door,),
        conditions=tuple(ways_in(version, question, ours.candidates)),
        reason=Reason("default_deny"),
    )
