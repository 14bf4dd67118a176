"""Deciding about a request of the client: may it be refused, by when must it be answered, what does it cost."""

from reglement import terms
from reglement.deciding import needs
from reglement.deciding.answer_terms import Cited, answer_term
from reglement.deciding.calendar import add_term
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Citation, Condition, Decision, OpenedDuty, Reason, lacking
from reglement.deciding.once import once
from reglement.deciding.question import Question
from reglement.facts import Facts, Request
from reglement.rules.entitlements import RightRule
from reglement.rules.needs import PlainNeed, RequestConditionNeed

_IDENTITY = PlainNeed(kind="identity_checked")
_REPRESENTATION = PlainNeed(kind="representation_proven")
# Why a text alone does not grant a request, apart from the reason that the client gave.
_UNMET = frozenset(
    {"window_passed", "asked_too_soon", "request_incomplete", "right_only_running", "right_only_closed"}
)
# Rights that change what others got before (AVG 19).
_CORRECTING = frozenset({"rectify", "supplement", "erase", "block"})


def decide_request(version: CompiledRuleset, law: CompiledRuleset, facts: Facts) -> Decision:
    """Decide on a request: text or law, whichever gives the client most; the answer is always due."""
    asked = facts.request
    door = version.default_deny("view", terms.DISCLOSING_ACTS)
    if asked is None:
        return Decision("deny", (door,), (), (lacking("fact_missing", door, {"fact": "request"}),))
    question = Question(facts, version.catalogue_tags)
    ours, theirs = _rules_about(version, asked), _rules_about(law, asked)
    if not ours and not theirs:
        return Decision("deny", (door,), (Reason("default_deny"),), (lacking("no_rule_allows", door),))
    term = answer_term(law, ours, theirs, asked, facts.on)
    who = _who_asks(law, question, ours, theirs)
    objections = [(article, why) for rule, article in ours if (why := objection_of(rule, asked))]
    by_law_too = [why for rule, _ in theirs if (why := objection_of(rule, asked))]
    granting = [pair for pair in ours if objection_of(pair[0], asked) is None]
    by_law = [pair for pair in theirs if objection_of(pair[0], asked) is None]
    allowed = all(condition.met for condition in who) and bool(granting or by_law)
    conditions = [*who, *_conditions(ours, theirs, question, granting or by_law)]
    if not allowed and not granting:
        conditions += [lacking(why.key, article, why.params) for article, why in objections if why.key in _UNMET]
    duties = _duties(law, asked, term.article, objections, allowed=allowed)
    everyone = [*(article for _, article in (*ours, *theirs)), *(c.article for c in who), *term.also]
    everyone += [version.articles[key] for rule, _ in ours for key in rule.also]
    decisive = [article for _, article in granting or by_law] if allowed else everyone
    citations = [*decisive, term.article, *everyone, *(duty.article for duty in duties)]
    withheld = () if granting or by_law else (*(why for _, why in objections), *by_law_too)
    reasons = _outcome(who, withheld)
    if not granting:
        reasons += [Reason("law_prevails", {"rule": ours[0][0].id})] if allowed and ours else []
        reasons += [why for _, why in objections]
    reasons += [*_costs(ours, asked), *_manner(granting, allowed=allowed), *term.reasons]
    return Decision(
        "allow" if allowed else "deny",
        once([*citations, *_cited(law.ruleset.costs, law)]),
        once(reasons),
        once(conditions),
        duties,
        due_on=term.due_on,
    )


def _outcome(who: tuple[Condition, ...], withheld: tuple[Reason, ...]) -> list[Reason]:
    """Return why the request is granted, or for what it is not: who asks, then what text and law say against it."""
    unsure = [Reason(condition.key, condition.params) for condition in who if not condition.met]
    return [*unsure, *withheld] or [Reason("right_granted")]


def _who_asks(
    law: CompiledRuleset, question: Question, ours: list[Cited], theirs: list[Cited]
) -> tuple[Condition, ...]:
    """Return what must be sure about who asks; a representative may always ask (UAVG 5), with proof."""
    article = (ours or theirs)[0][1]
    identity = needs.check(_IDENTITY, question, article, frozenset())
    asked = question.facts.request
    if asked is None or not asked.by_representative:
        return (identity,)
    named = [article for rule, article in ours if rule.representative] or _cited(law.ruleset.consent_capacity, law)
    proof = needs.check(_REPRESENTATION, question, named[0] if named else article, frozenset())
    return identity, proof


def _costs(ours: list[Cited], asked: Request) -> list[Reason]:
    """Return what the answer costs: nothing, or for a further copy what the text lets the bureau ask (AVG 15(3))."""
    charging = [rule for rule, _ in ours if rule.fee == "may_charge"]
    if charging and asked.right == "access" and asked.copies_before > 0:
        return [Reason("fee_for_further_copy", {"rule": charging[0].id})]
    return [Reason("no_fee"), *(Reason("fee_lapses", {"rule": rule.id}) for rule in charging)]


def _manner(granting: list[Cited], *, allowed: bool) -> list[Reason]:
    by_appointment = [rule for rule, _ in granting if "by_appointment" in rule.requires]
    return [Reason("by_appointment", {"rule": rule.id}) for rule in by_appointment] if allowed else []


def _duties(
    law: CompiledRuleset, asked: Request, dating: Citation, objections: list[tuple[Citation, Reason]], *, allowed: bool
) -> tuple[OpenedDuty, ...]:
    """Return what the answer obliges to: give it or refuse with reasons, ask what is unclear, tell past recipients."""
    if not allowed:
        refusing = _cited(law.ruleset.refusing, law) or (dating,)
        return (OpenedDuty("reasoned_refusal", "any", None, refusing[0]),)
    unclear = [
        OpenedDuty("ask_client", "any", None, article)
        for article, objection in objections
        if objection.key == "request_incomplete"
    ]
    told = [
        OpenedDuty("tell_recipients", "any", rule.within, law.articles[rule.article])
        for rule in law.ruleset.notice_rule
        if rule.event == "correction" and asked.right in _CORRECTING
    ]
    return (OpenedDuty("answer_client", "any", None, dating), *unclear, *told)


def _cited(key: str | None, text: CompiledRuleset) -> tuple[Citation, ...]:
    return (text.articles[key],) if key else ()


def _rules_about(text: CompiledRuleset, asked: Request) -> list[Cited]:
    return [(rule, text.articles[rule.article]) for rule in text.ruleset.right_rule if rule.right == asked.right]


def objection_of(rule: RightRule, asked: Request) -> Reason | None:
    """Return why this rule by itself does not grant the request, or None when it does.

    The moment comes first: while that is wrong no reason of the client helps.
    """
    untimely = _untimely(rule, asked)
    if untimely is not None:
        return untimely
    if rule.conditions and set(rule.conditions).isdisjoint(asked.conditions):
        return Reason("right_conditions_unmet")
    if "changes_stated" in rule.requires and not asked.changes_stated:
        return Reason("request_incomplete", {"rule": rule.id, "requirement": "changes_stated"})
    return None


def _untimely(rule: RightRule, asked: Request) -> Reason | None:
    """Return why the text does not give this right now: before or after the end of the traject, or again too soon."""
    if rule.phase == "running" and asked.closed_on:
        return Reason("right_only_running", {"rule": rule.id, "ended": asked.closed_on.isoformat()})
    if rule.phase == "closed" and not asked.closed_on:
        return Reason("right_only_closed", {"rule": rule.id})
    if rule.window and asked.closed_on:
        until = add_term(asked.closed_on, rule.window)
        if asked.received_on > until:
            return Reason("window_passed", {"rule": rule.id, "until": until.isoformat()})
    if rule.interval and rule.interval != terms.UNSET and asked.last_request_on:
        again = add_term(asked.last_request_on, rule.interval)
        if asked.received_on < again:
            return Reason("asked_too_soon", {"rule": rule.id, "from": again.isoformat()})
    return None


def _conditions(
    ours: list[Cited],
    theirs: list[Cited],
    question: Question,
    granting: list[Cited],
) -> tuple[Condition, ...]:
    return tuple(
        needs.check(
            RequestConditionNeed(kind="request_condition", one_of=rule.conditions), question, article, frozenset()
        )
        for rule, article in (granting or [*ours, *theirs])
        if rule.conditions
    )
