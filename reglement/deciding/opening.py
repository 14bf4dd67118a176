"""What would open the door: the needs of the rules that could allow this, and the facts they wait for."""

from reglement import terms
from reglement.deciding.compiling import UNKNOWN, CompiledRuleset
from reglement.deciding.decision import Condition, lacking
from reglement.deciding.question import Question
from reglement.deciding.weighing import Voice

# Where each word that rules look at stands in the facts.
_PLACES = {
    "recipient_class": "recipient.class",
    "recipient_kind": "recipient.kind",
    "report_kind": "content.report_kind",
    "report_purpose": "content.report_purpose",
    "content_kind": "content.kind",
    "form": "content.form",
    "channel": "content.channel",
    "carrier": "content.carrier",
    "category_tag": "content.categories",
    "category_key": "content.categories",
    "actor_role": "actor",
    "employment": "actor.employment",
    "same_branch": "actor.same_branch",
    "place": "actor.place",
    "device": "actor.device",
    "outside_eea": "recipient.outside_eea",
}


def is_way_in(candidates: list[Voice], asked: list[Condition]) -> bool:
    """Say whether meeting what is asked already opens a door, so that no other way needs to be shown."""
    already = [_sign(condition) for condition in asked]
    return any(
        all(condition.met or _sign(condition) in already for condition in voice.conditions) for voice in candidates
    )


def ways_in(version: CompiledRuleset, question: Question, candidates: list[Voice]) -> list[Condition]:
    """Return the needs of the only rule that could allow this, or a choice between several; else what is unknown."""
    door = version.default_deny(question.facts.act, terms.DISCLOSING_ACTS)
    if len(candidates) == 1:
        return list(candidates[0].conditions)
    if candidates:
        return [lacking("any", door, {}, tuple(_bundle(voice) for voice in candidates))]
    unknown = _unknown_facts(version, question)
    if unknown:
        return [lacking("fact_missing", door, {"fact": fact}) for fact in unknown]
    return [lacking("no_rule_allows", door)]


def _unknown_facts(version: CompiledRuleset, question: Question) -> list[str]:
    """Return the facts that a rule which could allow this still waits for."""
    rules = version.rules.get(question.facts.act)
    waiting = [rule for rule in (rules.rules if rules else ()) if rule.effect == "allow"]
    names = [
        name
        for rule in waiting
        if rule.match.fit(question) == UNKNOWN
        for name, _words in (*rule.match.words, *rule.match.sets)
        if getattr(question, name) is None
    ]
    return sorted({_PLACES.get(name, name) for name in names})


def _sign(condition: Condition) -> tuple[str, dict[str, object]]:
    return condition.key, {name: value for name, value in condition.params.items() if name != "why"}


def _bundle(voice: Voice) -> Condition:
    if len(voice.conditions) == 1:
        return voice.conditions[0]
    return lacking("all", voice.rule.citation, {}, voice.conditions)
