"""Checking one need against the facts: each answer is a condition with a tick or a cross and the reason why."""

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from reglement import terms
from reglement.deciding.calendar import add_term
from reglement.deciding.consents import check_consent
from reglement.deciding.decision import Citation, Condition, lacking, present
from reglement.deciding.question import Question, is_to_come
from reglement.facts import Ground
from reglement.rules.needs import (
    AnyNeed,
    ApprovalNeed,
    CategoriesNeed,
    ChannelNeed,
    FormatNeed,
    GroundNeed,
    GroupNeed,
    NoticeNeed,
    PeriodNeed,
    RecentNeed,
    RecipientBodyNeed,
    ReportingAgreementNeed,
    RequestConditionNeed,
    RightsNoticeNeed,
    ServiceNeed,
    ShownNeed,
    SpacedNeed,
    StartNoticeNeed,
)

Concerned = frozenset[str]


def check(need: Any, question: Question, article: Citation, concerned: Concerned) -> Condition:
    """Return the condition for this need; a kind of need that nobody can check raises KeyError, hence denies."""
    return _CHECKS[need.kind](need, question, article, concerned)


def _check_any(need: AnyNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    missing: list[Condition] = []
    for option in need.of:
        condition = _CHECKS[option.kind](option, question, article, concerned)
        if condition.met:
            return condition
        missing.append(condition)
    return lacking("any", article, {}, tuple(missing))


def _check_approval(need: ApprovalNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    met = any(
        approval.by_role in need.by_role and (approval.by_another or not need.by_another)
        for approval in question.facts.approvals
    )
    params: dict[str, Any] = {"by_role": list(need.by_role)}
    return Condition("approval", met, article, {**params, "by_another": True} if need.by_another else params)


def _check_ground(need: GroundNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    why = "none"
    for ground in question.facts.grounds:
        if ground.kind in need.one_of:
            why = _problem_with(ground, need) or _outside(ground, need, question)
            if not why:
                return present("ground", article, {"ground": ground.kind})
    return lacking("ground", article, {"one_of": list(need.one_of), "why": why})


def _problem_with(ground: Ground, need: GroundNeed) -> str:
    if ground.lacks:
        return ground.lacks
    if need.statute and not ground.statute:
        return "statute"
    if need.balanced and not ground.balanced:
        return "balance"
    if need.decided_by and ground.decided_by not in need.decided_by:
        return "decided_by"
    return ""


def _outside(ground: Ground, need: GroundNeed, question: Question) -> str:
    """Say which part of the question the ground does not name, where the need asks that it does."""
    if "recipient" in need.covers and question.recipient_names.isdisjoint(ground.recipients):
        return "recipient"
    named = frozenset(ground.categories)
    covered = bool(question.categories) and all(
        key in named or (tags and tags <= named) for key, tags in question.categories
    )
    return "data" if "data" in need.covers and not covered else ""


def _check_start_notice(
    need: StartNoticeNeed, question: Question, article: Citation, concerned: Concerned
) -> Condition:
    notice = question.facts.start_notice
    if notice.evidence not in need.evidence:
        return lacking("start_notice", article, {"why": "evidence", "evidence": list(need.evidence)})
    missing = [item for item in need.items if item not in notice.items]
    return Condition("start_notice", not missing, article, {"why": "items", "missing": missing} if missing else {})


def _check_rights_notice(
    need: RightsNoticeNeed, question: Question, article: Citation, concerned: Concerned
) -> Condition:
    return Condition("rights_notice", question.facts.rights_notice.evidence in need.evidence, article)


def _check_agreement(
    need: ReportingAgreementNeed, question: Question, article: Citation, concerned: Concerned
) -> Condition:
    agreement = question.facts.reporting_agreement
    covered = agreement.covers if agreement else ()
    missing = [part for part in need.covers if part not in covered]
    return Condition("reporting_agreement", not missing, article, {"missing": missing} if missing else {})


def _check_notice(need: NoticeNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    got = [
        notice
        for notice in question.facts.notices
        if notice.event == need.event
        and notice.evidence in need.evidence
        and not is_to_come(notice.on, question.facts.on)
    ]
    if need.at_least is None or not got:
        return Condition("notice", bool(got), article, {"event": need.event})
    met = any(_is_past(notice.on, need.at_least, question) for notice in got)
    return Condition("notice", met, article, {"event": need.event, "at_least": need.at_least})


def _check_spaced(need: SpacedNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    facts = question.facts
    met = _is_past(facts.last_on, need.at_least, question) if facts.last_on else facts.first_time
    return Condition("spaced", met, article, {"at_least": need.at_least})


def _is_past(day: date | None, term: str, question: Question) -> bool:
    """Say whether this term after the day is over; an unknown day or an open term never is."""
    return day is not None and term != terms.UNSET and add_term(day, term) <= question.facts.on


def _check_categories(need: CategoriesNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    within, listed = frozenset(need.within), question.catalogue_tags
    outside = sorted(
        key
        for key, tags in question.categories
        # A key stands for its own sensitivity, ordinary where no list says it: any other must be named as well.
        if not (tags and tags <= within) and not (key in within and tags <= within | {listed.get(key, "ordinary")})
    )
    met = bool(question.categories) and not outside
    return Condition("categories", met, article, {"outside": outside} if outside else {})


def _check_recent(need: RecentNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    oldest_on = question.facts.content.oldest_on
    met = (
        oldest_on is not None
        and need.within != terms.UNSET
        and oldest_on <= question.facts.on <= add_term(oldest_on, need.within)
    )
    return Condition("recent", met, article, {"within": need.within})


def _check_channel(need: ChannelNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    return Condition("channel", question.channel in need.one_of, article, {"one_of": list(need.one_of)})


def _check_format(need: FormatNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    return Condition("format", question.facts.content.format in need.one_of, article, {"one_of": list(need.one_of)})


def _check_body(need: RecipientBodyNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    recipient = question.facts.recipient
    body = recipient.body.lower().replace(" ", "_") if recipient is not None and recipient.body else None
    met = body in need.one_of
    return Condition("recipient_body", met, article, {"one_of": list(need.one_of)})


def _check_request(
    need: RequestConditionNeed, question: Question, article: Citation, concerned: Concerned
) -> Condition:
    request = question.facts.request
    met = request is not None and not set(request.conditions).isdisjoint(need.one_of)
    return Condition("request_condition", met, article, {"one_of": list(need.one_of)})


def _check_service(need: ServiceNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    return Condition("service", question.service in need.one_of, article, {"one_of": list(need.one_of)})


def _check_shown(need: ShownNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    content = question.facts.content
    shown = content.shown_to_client and not is_to_come(content.shown_on, question.facts.on)
    if need.at_least is None or not shown:
        return Condition("shown", shown, article)
    long_ago = _is_past(content.shown_on, need.at_least, question)
    return Condition("shown", long_ago, article, {"at_least": need.at_least})


def _check_period(need: PeriodNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    on, until = question.facts.on, question.facts.until
    agreed = until is not None and until >= on
    if need.at_most is None or not agreed:
        return Condition("period", agreed, article)
    near = until is not None and need.at_most != terms.UNSET and until <= add_term(on, need.at_most)
    return Condition("period", near, article, {"at_most": need.at_most})


def _check_group(need: GroupNeed, question: Question, article: Citation, concerned: Concerned) -> Condition:
    people = question.facts.content.people
    return Condition("group", people is not None and people >= need.people, article, {"people": need.people})


def _agreement_on_file(question: Question) -> bool:
    recipient = question.facts.recipient
    return recipient is not None and recipient.agreement_on_file is True


def _confidentiality(question: Question) -> bool:
    actor = question.facts.actor
    return actor is not None and actor.confidentiality_signed


def _need_to_know(question: Question) -> bool:
    actor = question.facts.actor
    return actor is not None and (actor.assigned or actor.necessity_recorded)


def _objection_weighed(question: Question) -> bool:
    mine = [o for o in question.facts.objections if o.purpose in (None, question.purpose)]
    return bool(mine) and all(objection.weighed for objection in mine)


def _identity_checked(question: Question) -> bool:
    request = question.facts.request
    return request is not None and request.identity_checked


_PLAIN: dict[str, Callable[[Question], bool]] = {
    "agreement_on_file": _agreement_on_file,
    "confidentiality": _confidentiality,
    "need_to_know": _need_to_know,
    "necessity_note": lambda question: question.facts.content.necessity_note,
    "identity_checked": _identity_checked,
    "objection_weighed": _objection_weighed,
    "same_branch": lambda question: question.same_branch is True,
    "assigned": lambda question: question.facts.actor is not None and question.facts.actor.assigned,
    "authorised": lambda question: question.facts.actor is not None and question.facts.actor.authorised,
    "representation_proven": lambda question: question.facts.client.representation_proven,
}


def _check_plain(need: Any, question: Question, article: Citation, concerned: Concerned) -> Condition:
    return Condition(need.kind, _PLAIN[need.kind](question), article)


_CHECKS: dict[str, Callable[[Any, Question, Citation, Concerned], Condition]] = {
    "any": _check_any,
    "approval": _check_approval,
    "categories": _check_categories,
    "channel": _check_channel,
    "consent": check_consent,
    "format": _check_format,
    "ground": _check_ground,
    "group": _check_group,
    "notice": _check_notice,
    "period": _check_period,
    "recent": _check_recent,
    "recipient_body": _check_body,
    "reporting_agreement": _check_agreement,
    "request_condition": _check_request,
    "rights_notice": _check_rights_notice,
    "service": _check_service,
    "shown": _check_shown,
    "spaced": _check_spaced,
    "start_notice": _check_start_notice,
    **dict.fromkeys(_PLAIN, _check_plain),
}
KNOWN_DUTIES = frozenset(get_args(terms.DutyKind))
