"""Opening the door: who allows it, what must be done because of it, and within which bounds."""

from datetime import date

from reglement.deciding import needs
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Condition, Decision, OpenedDuty, Reason, SetLimit
from reglement.deciding.once import once
from reglement.deciding.question import Question
from reglement.deciding.refusing import Refusal
from reglement.deciding.weighing import Voice, Weighed
from reglement.rules.needs import Need


class UnknownDuty(Exception):
    """A rule opens a duty that nobody knows how to keep."""


def permit(
    version: CompiledRuleset, question: Question, ours: Weighed, theirs: Weighed, *, overridden: list[Refusal]
) -> Decision:
    allowing = sorted(ours.allowed, key=lambda voice: -voice.rule.precedence)
    voices = [*allowing, *theirs.allowed, *ours.met, *theirs.met]
    citations = [citation for voice in voices for citation in voice.rule.citations]
    citations += [citation for refusal in overridden for citation in refusal.citations]
    limiting = [*ours.limiting, *theirs.limiting]
    conditions = [condition for voice in voices for condition in voice.conditions]
    reasons = [Reason("allowed_by", {"rule": voice.rule.rule.id}) for voice in (*allowing, *theirs.allowed)]
    reasons += [Reason("law_prevails", refusal.reason.params) for refusal in overridden]
    duties = _duties([*voices], question)
    last_day = _last_day(conditions, question)
    limits = _limits([*voices, *limiting], question, last_day)
    citations += [voice.rule.citation for voice in limiting if voice.rule.rule.limits]
    purpose = question.purpose
    if purpose is not None and question.facts.act == "use_internally" and purpose in version.purposes:
        citations.append(version.purposes[purpose])
    if any(duty.kind not in needs.KNOWN_DUTIES for duty in duties):
        raise UnknownDuty
    return Decision(
        "allow",
        once(citations),
        once(reasons),
        once(conditions),
        duties,
        limits,
        expires_on=last_day,
    )


def _last_day(conditions: list[Condition], question: Question) -> date | None:
    """Return the last day that was asked for, or on which a consent that this rests on counts."""
    days = [date.fromisoformat(condition.params["until"]) for condition in conditions if "until" in condition.params]
    return min([*days, *([question.facts.until] if question.facts.until else [])], default=None)


def _duties(voices: list[Voice], question: Question) -> tuple[OpenedDuty, ...]:
    opened = [
        OpenedDuty(duty.kind, duty.channel, duty.within, voice.rule.citation)
        for voice in voices
        for duty in voice.rule.rule.duties
        if not (duty.unless and _any_met(duty.unless, question, voice, voice.rule.concerned_tags))
    ]
    return once(opened)


def _limits(voices: list[Voice], question: Question, last_day: date | None) -> tuple[SetLimit, ...]:
    until = last_day.isoformat() if last_day else None
    limits: dict[tuple[str, tuple[str, ...]], SetLimit] = {}
    for voice in voices:
        for limit in voice.rule.rule.limits:
            if limit.unless and _any_met(limit.unless, question, voice, frozenset(limit.category_tag)):
                continue
            day = until if limit.kind == "until" else None
            set_limit = SetLimit(limit.kind, limit.category_tag, day, voice.rule.citation)
            limits.setdefault((limit.kind, limit.category_tag), set_limit)
    return tuple(limits.values())


def _any_met(options: tuple[Need, ...], question: Question, voice: Voice, concerned_tags: frozenset[str]) -> bool:
    return any(needs.check(option, question, voice.rule.citation, concerned_tags).met for option in options)
