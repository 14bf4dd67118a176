"""Deciding about a request of the client: may it be refused, by when must it be answered, what does it cost."""

from datetime import date

from reglement import terms
from reglement.deciding import needs
from reglement.deciding.calendar import add_term
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Citation, Condition, Decision, OpenedDuty, Reason, lacking
from reglement.deciding.once import once
from reglement.deciding.question import Question
from reglement.facts import Facts, Request
from reglement.rules.entitlements import RightRule
from reglement.rules.needs import PlainNeed, RequestConditionNeed

_IDENTITY = PlainNeed(kind="identity_checked")
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
    due_on, dating = _due(version, law, ours + theirs, asked, facts.on)
    identity = needs.check(_IDENTITY, question, (ours or theirs)[0][1], frozenset())
    granting = [pair for pair in ours if _grants(pair[0], asked)]
    by_law = [pair for pair in theirs if _grants(pair[0], asked)]
    conditions = (identity, *_conditions(ours, theirs, question, granting or by_law))
    allowed = identity.met and bool(granting or by_law)
    everyone = [article for _, article in (*ours, *theirs)]
    decisive = [article for _, article in granting or by_law] if allowed else everyone
    duties = _duties(law, asked, dating, allowed=allowed)
    citations = [*decisive, dating, *everyone, *(duty.article for duty in duties), *_cited(law.ruleset.costs, law)]
    reasons = [Reason("right_granted" if allowed else "right_conditions_unmet"), Reason("no_fee")]
    if allowed and not granting and ours:
        reasons.append(Reason("law_prevails", {"rule": ours[0][0].id}))
    return Decision("allow" if allowed else "deny", once(citations), tuple(reasons), conditions, duties, due_on=due_on)


def _duties(law: CompiledRuleset, asked: Request, dating: Citation, *, allowed: bool) -> tuple[OpenedDuty, ...]:
    """Return what the answer obliges to: to give it, to give reasons, and to tell who got the data before."""
    if not allowed:
        refusing = _cited(law.ruleset.refusing, law) or (dating,)
        return (OpenedDuty("reasoned_refusal", "any", None, refusing[0]),)
    told = [
        OpenedDuty("tell_recipients", "any", rule.within, law.articles[rule.article])
        for rule in law.ruleset.notice_rule
        if rule.event == "correction" and asked.right in _CORRECTING
    ]
    return (OpenedDuty("answer_client", "any", None, dating), *told)


def _cited(key: str | None, text: CompiledRuleset) -> tuple[Citation, ...]:
    return (text.articles[key],) if key else ()


def _rules_about(text: CompiledRuleset, asked: Request) -> list[tuple[RightRule, Citation]]:
    return [(rule, text.articles[rule.article]) for rule in text.ruleset.right_rule if rule.right == asked.right]


def _grants(rule: RightRule, asked: Request) -> bool:
    if rule.conditions and set(rule.conditions).isdisjoint(asked.conditions):
        return False
    if rule.window and asked.closed_on:
        return asked.received_on <= add_term(asked.closed_on, rule.window)
    return True


def _conditions(
    ours: list[tuple[RightRule, Citation]],
    theirs: list[tuple[RightRule, Citation]],
    question: Question,
    granting: list[tuple[RightRule, Citation]],
) -> tuple[Condition, ...]:
    return tuple(
        needs.check(
            RequestConditionNeed(kind="request_condition", one_of=rule.conditions), question, article, frozenset()
        )
        for rule, article in (granting or [*ours, *theirs])
        if rule.conditions
    )


def _due(
    version: CompiledRuleset,
    law: CompiledRuleset,
    rules: list[tuple[RightRule, Citation]],
    asked: Request,
    on: date,
) -> tuple[date, Citation]:
    """Return the earliest answer day that text or law sets, and the article that sets it."""
    dated = [
        (add_term(asked.received_on, rule.deadline), law.articles[rule.law[0]] if rule.law else article)
        for rule, article in rules
        if rule.deadline
    ]
    return min(dated, key=lambda pair: pair[0]) if dated else (on, rules[0][1])
