"""Why each rule did or did not speak about a question, for people who want to see the reasoning."""

from collections.abc import Iterator
from typing import Any

from reglement.deciding.compiling import NO, ON_FILE, CompiledMatch, CompiledRule, CompiledRuleset
from reglement.deciding.decision import Citation, Considered, Reason
from reglement.deciding.grounds import Taken, halves, taken_by, without
from reglement.deciding.keeping import item_of
from reglement.deciding.question import Question
from reglement.deciding.requests import objection_of
from reglement.deciding.retention import EndOfTerm, end_by, end_of_term, lines_of_match
from reglement.deciding.weighing import Voice, weigh
from reglement.facts import Facts, Retention
from reglement.rules.keeping import RetentionRule


def trace_of(version: CompiledRuleset, law: CompiledRuleset, facts: Facts) -> tuple[Considered, ...]:
    """Return each rule about this act, of the law floor first and then of the text, with what it did and why."""
    texts = (law, version)
    if facts.act == "retain":
        return tuple(_keeping(version, law, facts))
    if facts.act == "exercise_right":
        return tuple(step for text in texts for step in _rights(text, facts))
    question = Question(facts, version.catalogue_tags)
    by_law, by_text = taken_by(law, facts.act, question), taken_by(version, facts.act, question)
    gone = [*halves(question), *(each.ground for each in by_law)]
    counting = without(question, *gone), without(question, *gone, *(each.ground for each in by_text))
    return (
        *_gates(law, facts.act, counting[0], by_law),
        *_gates(version, facts.act, counting[1], by_text),
    )


def _gates(text: CompiledRuleset, act: str, question: Question, taken: tuple[Taken, ...]) -> Iterator[Considered]:
    weighed = weigh(text, act, question)
    takers = {each.voice.rule.rule.id: each for each in taken}
    spoken = {
        voice.rule.rule.id: (voice, outcome)
        for outcome, voices in (
            ("forbids", weighed.denied),
            ("need_unmet", [*weighed.unmet, *weighed.candidates]),
            ("satisfied", weighed.met),
            ("permits", weighed.allowed),
            ("limits", weighed.limiting),
        )
        for voice in voices
    }
    rules = text.rules.get(act)
    for rule in rules.rules if rules else ():
        taker = takers.get(rule.rule.id)
        if taker is not None:
            yield _took(text, taker)
            continue
        heard = spoken.get(rule.rule.id)
        because = _spoke(*heard, question) if heard else _silent(rule, question)
        conditions = heard[0].conditions if heard else ()
        yield Considered(
            rule.rule.id, text.key, "gate_rule", rule.effect, rule.citation.key, heard is not None, because, conditions
        )


def _took(text: CompiledRuleset, taken: Taken) -> Considered:
    rule, conditions = taken.voice.rule, taken.voice.conditions
    because = Reason("takes_ground", {"ground": taken.ground.kind})
    return Considered(
        rule.rule.id,
        text.key,
        "gate_rule",
        rule.effect,
        rule.citation.key,
        matched=True,
        because=because,
        conditions=conditions,
    )


def _spoke(voice: Voice, outcome: str, question: Question) -> Reason:
    if voice.sure:
        return Reason(outcome)
    matches = [match for match in (voice.rule.match, voice.rule.exception) if match]
    return Reason(f"{outcome}_unsure", {"lines": sorted({line for m in matches for line in _unknown(m, question)})})


def _silent(rule: CompiledRule, question: Question) -> Reason:
    for name, accepted in rule.match.words:
        value = getattr(question, name)
        if value is not None and value not in accepted:
            return _misfit(name, [value], accepted)
    for name, accepted in rule.match.sets:
        there = getattr(question, name)
        if there is not None and accepted.isdisjoint(there):
            return _misfit(name, sorted(there), accepted)
    unknown = _unknown(rule.match, question)
    if unknown:
        # Only an allow is silent about what it does not know.
        return Reason("not_known", {"lines": unknown})
    exception = rule.exception
    if exception is not None and exception.fit(question) != NO and _unknown(exception, question):
        return Reason("exception_not_known", {"lines": _unknown(exception, question)})
    return Reason("exception_fits")


def _misfit(line: str, known: list[Any], asked: Any) -> Reason:
    return Reason("misfit", {"line": line.removesuffix(ON_FILE), "known": known, "asked": sorted(asked)})


def _unknown(match: CompiledMatch, question: Question) -> list[str]:
    return sorted(name for name, _ in (*match.words, *match.sets) if getattr(question, name) is None)


def _keeping(version: CompiledRuleset, law: CompiledRuleset, facts: Facts) -> Iterator[Considered]:
    asked = facts.retention
    if asked is None:
        return
    item = item_of(version, facts, asked)
    decisive = end_of_term(version, item, asked.events)
    for text in (law, version):
        for rule, article in text.retention:
            silent = _does_not_concern(rule, item)
            end = end_by(text, rule, article, item, asked.events)
            if asked.residual is not None and rule.hold is None:
                silent = Reason("remains")
            because = silent or _ends(rule, end, asked, facts, decisive)
            yield Considered(rule.id, text.key, "retention_rule", rule.action, article.key, silent is None, because)
    for residual in version.ruleset.residual_rule:
        asked_for = residual.id == asked.residual
        because = Reason("residual_asked" if asked_for else "other_residual")
        yield Considered(residual.id, version.key, "residual_rule", "remain", residual.article, asked_for, because)


def _does_not_concern(rule: RetentionRule, item: Any) -> Reason | None:
    for line, accepted, value in lines_of_match(rule.match, item):
        if accepted and value is None:
            return Reason("not_known", {"lines": [line]})
        if accepted and value not in accepted:
            return _misfit(line, [value], accepted)
    excepted = rule.except_ and all(
        not accepted or value in accepted for _, accepted, value in lines_of_match(rule.except_, item)
    )
    return Reason("exception_fits") if excepted else None


def _ends(rule: RetentionRule, end: EndOfTerm, asked: Retention, facts: Facts, decisive: EndOfTerm | None) -> Reason:
    hold = rule.hold
    if hold is not None and not (hold.statute or any(each.kind == "statute" and each.statute for each in asked.holds)):
        return Reason("statute_not_named")
    if hold is not None and end.term is None:
        return Reason("held_by_file")
    if end.due_on is None:
        key = "term_not_started" if end.started_on is None else "term_unset"
        return Reason(key, {"trigger": rule.trigger})
    until = {"until": end.due_on.isoformat()}
    if hold is None:
        return Reason("sets_the_end" if decisive is not None and decisive.rule is rule else "ends_later", until)
    return Reason("hold_over" if end.due_on <= facts.on else "holds_until", until)


def _rights(text: CompiledRuleset, facts: Facts) -> Iterator[Considered]:
    asked = facts.request
    if asked is None:
        return
    for rule in text.ruleset.right_rule:
        article: Citation = text.articles[rule.article]
        about = rule.right == asked.right
        objection = objection_of(rule, asked) if about else _misfit("right", [asked.right], (rule.right,))
        because = objection or Reason("grants")
        yield Considered(rule.id, text.key, "right_rule", rule.right, article.key, about, because)
