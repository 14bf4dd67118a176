"""Deciding whether an item is kept, held or destroyed today (act `retain`)."""

from datetime import date
from typing import get_args

from reglement import terms
from reglement.deciding.calendar import add_term, end_of
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Citation, Condition, Decision, OpenedDuty, Reason, SetLimit, lacking
from reglement.deciding.holding import Held, hold_of, last_hold
from reglement.deciding.once import once
from reglement.deciding.retention import EndOfTerm, Item, end_of_term
from reglement.facts import ClientChoice, Facts, Retention


def decide_keeping(version: CompiledRuleset, law: CompiledRuleset, facts: Facts) -> Decision:
    """Decide keep, hold or destroy; what is not known keeps, because destroying cannot be undone."""
    asked = facts.retention
    door = version.default_deny("view", terms.DISCLOSING_ACTS)
    if asked is None:
        return Decision("keep", (door,), (), (lacking("fact_missing", door, {"fact": "retention"}),))
    if asked.residual is not None:
        return _decide_residual(version, law, facts, asked, asked.residual)
    item = item_of(version, facts, asked)
    end = end_of_term(version, item, asked.events)
    held = hold_of(version, law, item, asked, facts.on)
    if end is None:
        return _hold(held, [], []) if held is not None else _without_term(version, item, asked, door)
    due_on, reasons, citations = _due(version, law, end, asked, facts.on)
    if held is not None and due_on is not None and due_on <= facts.on:
        return _hold(held, reasons, citations)
    if due_on is None:
        key = "term_unset" if end.term == terms.UNSET else "term_not_started"
        missing = lacking(key, end.article, {"trigger": end.rule.trigger})
        return Decision("keep", once(citations), (Reason(key, {"trigger": end.rule.trigger}), *reasons), (missing,))
    effect: terms.Effect = "destroy" if due_on <= facts.on else "keep"
    last = last_hold(version, law, item, asked)
    if last is not None and last.over_on is not None and last.over_on > due_on:
        due_on = last.over_on
        citations.append(last.article)
        reasons.append(last.reason if due_on > facts.on else Reason("hold_ended", {"until": due_on.isoformat()}))
    if end.rule.action == "deidentify":
        reasons.append(Reason("deidentify", {"rule": end.rule.id}))
    conditions, duties = _not_handed_over(end, asked, facts.on), _to_review(end, reasons, asked)
    return Decision(effect, once(citations), tuple(reasons), conditions, duties, due_on=due_on)


def _without_term(version: CompiledRuleset, item: Item, asked: Retention, door: Citation) -> Decision:
    """Keep what no rule gives a term, and ask on what it lies where only that decides which rule it is."""
    known = [] if item.carrier else [item._replace(carrier=carrier) for carrier in get_args(terms.Carrier)]
    ends = [end for each in known if (end := end_of_term(version, each, asked.events)) is not None]
    if not ends:
        return Decision("keep", (door,), (Reason("no_term"),), (lacking("no_term", door),))
    missing = lacking("fact_missing", ends[0].article, {"fact": "retention.carrier"})
    return Decision("keep", once([end.article for end in ends]), (Reason("fact_missing", missing.params),), (missing,))


def _to_review(end: EndOfTerm, reasons: list[Reason], asked: Retention) -> tuple[OpenedDuty, ...]:
    """Return the duty to look again at what the client wants kept longer than the text would."""
    longer = asked.choice is not None and asked.choice.kind == "extend"
    chosen = any(reason.key == "client_choice" for reason in reasons)
    return (OpenedDuty("review", "any", None, end.article),) if longer and chosen else ()


def _hold(held: Held, reasons: list[Reason], citations: list[Citation]) -> Decision:
    """Return the hold, with the form and place in which the item is then kept."""
    return Decision(
        "hold", once((held.article, *citations)), (held.reason, *reasons), limits=held.limits, due_on=held.over_on
    )


def _decide_residual(
    version: CompiledRuleset, law: CompiledRuleset, facts: Facts, asked: Retention, name: str
) -> Decision:
    """Decide about what remained after destruction, which has a term of its own."""
    rule = next((rule for rule in version.ruleset.residual_rule if rule.id == name), None)
    if rule is None:
        door = version.default_deny("view", terms.DISCLOSING_ACTS)
        return Decision("keep", (door,), (Reason("no_residual"),), (lacking("no_residual", door, {"rule": name}),))
    article = version.articles[rule.article]
    limits = (SetLimit("lookup_only", (), None, article),) if rule.lookup_only else ()
    started_on: date | None = getattr(asked.events, rule.trigger)
    why = Reason("residual", {"rule": rule.id, "purpose": rule.purpose})
    if started_on is None or rule.term == terms.UNSET:
        key = "term_unset" if rule.term == terms.UNSET else "term_not_started"
        missing = lacking(key, article, {"trigger": rule.trigger})
        return Decision("keep", (article,), (why, Reason(key, {"trigger": rule.trigger})), (missing,), limits=limits)
    due_on = end_of(started_on, rule.term, rule.round_up)
    reasons = [why]
    if any(choice.field == "term" for choice in version.choices.get(rule.id, ())):
        reasons.append(Reason("organisation_choice", {"rule": rule.id}))
    if asked.choice is not None and asked.choice.kind in rule.client_override and facts.on < due_on:
        due_on = facts.on
        reasons.append(Reason("client_choice", {"until": due_on.isoformat()}))
    held = hold_of(version, law, Item(), asked, facts.on)
    if held is not None and due_on <= facts.on:
        return _hold(held, reasons, [article])
    effect: terms.Effect = "destroy" if due_on <= facts.on else "keep"
    return Decision(effect, (article,), tuple(reasons), limits=limits, due_on=due_on)


def item_of(version: CompiledRuleset, facts: Facts, asked: Retention) -> Item:
    """Return what the question is about, its sensitivity from the catalogue where the question names none."""
    choice = asked.choice
    chosen = choice.kind if choice and choice.kind in terms.CLOSING_CHOICES else None
    if choice and chosen == "take_along" and not _is_handed_over(choice, facts.on):
        chosen = None
    return Item(
        carrier=asked.carrier,
        category=asked.category,
        tag=asked.tag or version.catalogue_tags.get(asked.category or ""),
        service=facts.service,
        principal_kind=facts.recipient.kind if facts.recipient else None,
        content_kind=asked.content_kind,
        source=asked.source,
        outcome=asked.outcome,
        chosen=chosen,
        complaint=facts.complaint,
    )


def _is_handed_over(choice: ClientChoice, on: date) -> bool:
    return choice.handed_over_on is not None and choice.handed_over_on <= on


def _not_handed_over(end: EndOfTerm, asked: Retention, on: date) -> tuple[Condition, ...]:
    offered = any(option.choice == "take_along" for option in end.rule.closing_choice)
    choice = asked.choice
    waits = choice is not None and choice.kind == "take_along" and not _is_handed_over(choice, on)
    return (lacking("handed_over", end.article),) if offered and waits else ()


def _due(
    version: CompiledRuleset, law: CompiledRuleset, end: EndOfTerm, asked: Retention, on: date
) -> tuple[date | None, list[Reason], list[Citation]]:
    """Return the day that counts after the client's choice and the bureau's deviation."""
    params = {
        "rule": end.rule.id,
        "trigger": end.rule.trigger,
        "term": end.term,
        "bound": end.rule.bound,
        "started_on": end.started_on.isoformat() if end.started_on else None,
    }
    reasons = [Reason("term_ends", params)] if end.due_on else []
    if end.own_choice:
        reasons.append(Reason("organisation_choice", {"rule": end.rule.id}))
    citations = [end.article, *(version.articles[key] for key in (end.rule.article, *end.rule.also))]
    citations += [law.articles[key] for key in end.rule.law]
    due_on = end.due_on
    if end.chosen and due_on is not None:
        reasons.append(Reason("closing_choice", {"choice": end.chosen, "until": due_on.isoformat()}))
    due_on, changed = changed_end(end, asked, on)
    reasons += changed
    if any(reason.key == "client_choice" for reason in changed):
        citations.insert(0, end.changed_by(version))
    return due_on, reasons, citations


def changed_end(end: EndOfTerm, asked: Retention, on: date) -> tuple[date | None, list[Reason]]:
    """Return the day that counts after the bureau's deviation and the client's choice, as far as the rule lets."""
    due_on, reasons = end.due_on, []
    sooner = _decided_end(end, asked)
    if sooner is not None and due_on is not None and sooner < due_on:
        due_on = sooner
        reasons.append(Reason("decided_end", {"until": sooner.isoformat()}))
    extended = _deviation(end, asked)
    if extended is not None and due_on is not None and extended > due_on:
        due_on = extended
        reasons.append(Reason("deviation", {"until": extended.isoformat()}))
    chosen = _chosen(end, asked.choice, due_on, on)
    if chosen is not None and chosen != due_on:
        due_on = chosen
        reasons.append(Reason("client_choice", {"until": chosen.isoformat()}))
    return due_on, reasons


def _decided_end(end: EndOfTerm, asked: Retention) -> date | None:
    """Return the day up to which somebody with the right role found the item necessary."""
    decided = asked.decided_end
    return decided.until if decided is not None and decided.decided_by in end.rule.decided_end else None


def _deviation(end: EndOfTerm, asked: Retention) -> date | None:
    allowed, asked_for = end.rule.deviation, asked.deviation
    if allowed is None or asked_for is None or end.due_on is None or end.chosen is not None:
        return None
    if asked_for.decided_by not in allowed.role:
        return None
    if allowed.reason_required and not asked_for.reason:
        return None
    if allowed.max and allowed.max != terms.UNSET and asked_for.until > add_term(end.due_on, allowed.max):
        return None
    return asked_for.until


def _chosen(end: EndOfTerm, choice: ClientChoice | None, due_on: date | None, on: date) -> date | None:
    """Return the day that the client's own choice leads to, where the text lets him choose so."""
    if choice is None or choice.kind not in end.rule.client_override:
        return None
    if choice.kind == "conditional_delete":
        accepted = set(end.rule.override_conditions)
        return on if accepted.intersection(choice.conditions) else None
    if choice.kind in ("delete_now", "object"):
        return on
    if choice.until is None or due_on is None:
        return None
    if choice.kind == "shorten":
        return min(choice.until, due_on)
    return max(_at_most(choice.until, end), due_on)


def _at_most(until: date, end: EndOfTerm) -> date:
    """Return the day that the client asked for, or the last one that the text lets him ask for."""
    longest = end.rule.extend_at_most
    if longest is None or end.due_on is None:
        return until
    return end.due_on if longest == terms.UNSET else min(until, add_term(end.due_on, longest))
