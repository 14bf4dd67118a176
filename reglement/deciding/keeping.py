"""Deciding whether an item is kept, held or destroyed today (act `retain`)."""

from datetime import date

from reglement import terms
from reglement.deciding.calendar import add_term
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Citation, Decision, Reason, lacking
from reglement.deciding.once import once
from reglement.deciding.retention import EndOfTerm, Item, end_of_term, statutory_ends
from reglement.facts import ClientChoice, Facts, Retention


def decide_keeping(version: CompiledRuleset, law: CompiledRuleset, facts: Facts) -> Decision:
    """Decide keep, hold or destroy; what is not known keeps, because destroying cannot be undone."""
    asked = facts.retention
    door = version.default_deny("view", terms.DISCLOSING_ACTS)
    if asked is None:
        return Decision("keep", (door,), (), (lacking("fact_missing", door, {"fact": "retention"}),))
    item = _item(version, facts, asked)
    end = end_of_term(version, item, asked.events)
    if end is None:
        return Decision("keep", (door,), (Reason("no_term"),), (lacking("no_term", door),))
    due_on, reasons, citations = _due(law, end, asked, facts.on)
    held = _hold(version, law, item, asked, facts.on)
    if held is not None and due_on is not None and due_on <= facts.on:
        why, article, until = held
        return Decision("hold", once((article, *citations)), (why, *reasons), due_on=until)
    if due_on is None:
        key = "term_unset" if end.rule.term == terms.UNSET else "term_not_started"
        missing = lacking(key, end.article, {"trigger": end.rule.trigger})
        return Decision("keep", once(citations), (Reason(key, {"trigger": end.rule.trigger}), *reasons), (missing,))
    effect: terms.Effect = "destroy" if due_on <= facts.on else "keep"
    return Decision(effect, once(citations), tuple(reasons), due_on=due_on)


def _item(version: CompiledRuleset, facts: Facts, asked: Retention) -> Item:
    tag = asked.tag or version.catalogue_tags.get(asked.category or "")
    kind = facts.recipient.kind if facts.recipient else None
    return Item(asked.carrier, asked.category, tag, facts.service, kind)


def _due(
    law: CompiledRuleset, end: EndOfTerm, asked: Retention, on: date
) -> tuple[date | None, list[Reason], list[Citation]]:
    """Return the day that counts after the client's choice and the bureau's deviation."""
    params = {
        "rule": end.rule.id,
        "trigger": end.rule.trigger,
        "term": end.rule.term,
        "bound": end.rule.bound,
        "started_on": end.started_on.isoformat() if end.started_on else None,
    }
    reasons = [Reason("term_ends", params)] if end.due_on else []
    if end.own_choice:
        reasons.append(Reason("organisation_choice", {"rule": end.rule.id}))
    citations = [end.article, *(law.articles[key] for key in end.rule.law)]
    due_on = end.due_on
    extended = _deviation(end, asked)
    if extended is not None and due_on is not None and extended > due_on:
        due_on = extended
        reasons.append(Reason("deviation", {"until": extended.isoformat()}))
    chosen = _chosen(end, asked.choice, due_on, on)
    if chosen is not None and chosen != due_on:
        due_on = chosen
        reasons.append(Reason("client_choice", {"until": chosen.isoformat()}))
    return due_on, reasons, citations


def _deviation(end: EndOfTerm, asked: Retention) -> date | None:
    allowed, asked_for = end.rule.deviation, asked.deviation
    if allowed is None or asked_for is None or end.due_on is None or asked_for.decided_by not in allowed.role:
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
    return min(choice.until, due_on) if choice.kind == "shorten" else max(choice.until, due_on)


def _hold(
    version: CompiledRuleset, law: CompiledRuleset, item: Item, asked: Retention, on: date
) -> tuple[Reason, Citation, date | None] | None:
    """Return what keeps the item although its term is over: a hold on file, or a statutory term of its own."""
    ends = [*statutory_ends(law, item, asked.events), *statutory_ends(version, item, asked.events)]
    for end in ends:
        if end.due_on is not None and end.due_on > on:
            statute = end.rule.hold.statute if end.rule.hold else None
            reason = Reason("statutory_hold", {"statute": statute, "until": end.due_on.isoformat()})
            return reason, end.article, end.due_on
    for hold in asked.holds:
        if hold.until is None or hold.until >= on:
            until = hold.until.isoformat() if hold.until else None
            reason = Reason("hold", {"kind": hold.kind, "statute": hold.statute, "until": until})
            return reason, _hold_article(version, law, hold.kind), hold.until
    return None


def _hold_article(version: CompiledRuleset, law: CompiledRuleset, kind: str) -> Citation:
    own = [rule.article for rule, _ in version.retention if rule.hold is not None]
    if kind == "statute" and own:
        return version.articles[own[0]]
    return (
        law.default_deny("view", terms.DISCLOSING_ACTS)
        if law.ruleset.holding is None
        else law.articles[law.ruleset.holding]
    )
