"""Whether a consent carries this question: in force, by the right person, in the right form, about the right thing."""

from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from reglement import terms
from reglement.deciding.calendar import add_term
from reglement.deciding.decision import Citation, Condition, lacking, present
from reglement.deciding.question import Question, is_newer, is_to_come
from reglement.facts import Client, Consent
from reglement.rules.needs import ConsentNeed

# Written once more: this part of the room loads without Django, and so without the vault.
HERE: Final = ZoneInfo("Europe/Amsterdam")

# How near a consent came, so that the screen names the last thing that was wrong with the best one.
_NEARNESS = {
    why: position
    for position, why in enumerate(
        (
            "none",
            "superseded",
            "expired",
            "to_come",
            "too_old",
            "before_reading",
            "too_soon",
            "requested",
            "other_version",
            "recipient",
            "purpose",
            "item",
            "period",
            "treating_doctor",
            "form",
            "giver",
            "guardianship",
            "age_unknown",
            "minor",
            "withdrawn",
            "refused",
        )
    )
}
# Reasons for which the law itself (who can consent) closes the door.
CAPACITY_REASONS = frozenset({"guardianship", "age_unknown", "minor"})


def check_consent(
    need: ConsentNeed, question: Question, article: Citation, concerned_tags: frozenset[str]
) -> Condition:
    """Return whether any consent meets the need, with the last day of the one that holds longest.

    If none does, say what is wrong with the one that came nearest.
    """
    key = "consent_version" if "version" in need.bound_to else "consent"
    params: dict[str, Any] = {"form": need.form, "bound_to": list(need.bound_to)}
    why: str = question.blocking[0].state if question.blocking else "none"
    last: date | None = None
    for consent in question.facts.consents:
        problem = _problem_with(consent, need, question, concerned_tags)
        counts_until = _last_day(consent, need)
        if not problem and counts_until is None:
            return present(key, article, params)
        if not problem:
            last = max(last or date.min, counts_until or date.max)
        elif _NEARNESS[problem] > _NEARNESS[why]:
            why = problem
    if last is not None:
        return present(key, article, {**params, "until": last.isoformat()})
    return lacking(key, article, {**params, "why": why})


def _problem_with(consent: Consent, need: ConsentNeed, question: Question, concerned_tags: frozenset[str]) -> str:
    if consent.state != "given":
        return consent.state if question.is_about_this(consent) else "none"
    if consent.valid_until is not None and consent.valid_until < question.facts.on:
        return "expired"
    if is_to_come(consent.at, question.facts.on):
        return "to_come"
    if need.not_older_than is not None and _is_too_old(consent, need.not_older_than, question.facts.on):
        return "too_old"
    if need.after_reading and not is_newer(consent.at, question.facts.content.read_at):
        return "before_reading"
    if need.reading_time is not None and _is_too_soon(consent, need.reading_time, question.facts.content.shown_on):
        return "too_soon"
    return (
        _problem_with_scope(consent, need, question, concerned_tags)
        or _problem_with_form(consent, need)
        or _problem_with_giver(consent, question.facts.client)
        or _refusal(consent, question)
    )


def _day_of(moment: datetime) -> date:
    """Return the day on which people here count a moment; one that names no zone is taken as it is written."""
    return moment.astimezone(HERE).date() if moment.tzinfo else moment.date()


def _is_too_old(consent: Consent, term: str, on: date) -> bool:
    return consent.at is None or term == terms.UNSET or add_term(_day_of(consent.at), term) < on


def _is_too_soon(consent: Consent, term: str, shown_on: date | None) -> bool:
    """Say whether the client had too little time; a day that is not known gives none."""
    if consent.at is None or shown_on is None or term == terms.UNSET:
        return True
    return _day_of(consent.at) < add_term(shown_on, term)


def _last_day(consent: Consent, need: ConsentNeed) -> date | None:
    """Return the last day on which a consent counts for this need; None while it has no end, or none is known."""
    days = [consent.valid_until] if consent.valid_until else []
    if need.not_older_than is not None and need.not_older_than != terms.UNSET and consent.at is not None:
        days.append(add_term(_day_of(consent.at), need.not_older_than))
    return min(days, default=None)


def _problem_with_scope(
    consent: Consent, need: ConsentNeed, question: Question, concerned_tags: frozenset[str]
) -> str:
    bound = need.bound_to
    document = question.facts.content.sha256
    if consent.sha256 != document and (consent.sha256 is not None or "version" in bound):
        return "other_version"
    if "version" in bound and document is None:
        return "other_version"
    if (consent.recipients or "recipient" in bound) and not question.recipient_is_named(consent):
        return "recipient"
    if consent.purpose != question.purpose and (consent.purpose is not None or "purpose" in bound):
        return "purpose"
    if (consent.categories or "item" in bound) and not _covers(consent, question, concerned_tags):
        return "item"
    if "period" in bound and consent.valid_until is None:
        return "period"
    return "treating_doctor" if need.names_treating_doctor and not consent.names_treating_doctor else ""


def _covers(consent: Consent, question: Question, concerned_tags: frozenset[str]) -> bool:
    named = frozenset(consent.categories)
    concerned = [
        (key, tags)
        for key, tags in question.categories
        if not concerned_tags or not tags or not tags.isdisjoint(concerned_tags)
    ]
    return bool(question.categories) and all(key in named or (tags and tags <= named) for key, tags in concerned)


def _problem_with_form(consent: Consent, need: ConsentNeed) -> str:
    height = terms.CONSENT_HEIGHT[consent.form]
    return "" if height >= max(terms.CONSENT_HEIGHT[need.form], 1) else "form"


def _problem_with_giver(consent: Consent, client: Client) -> str:
    """Say who should have consented instead (UAVG 5); opdrachtgever and staff never can."""
    if consent.by in ("opdrachtgever", "staff", "other"):
        return "giver"
    if client.age is None:
        return "age_unknown"
    if client.age < terms.CONSENT_AGE:
        return "" if consent.by in ("parent", "guardian") else "minor"
    if client.guardianship == "curatele":
        return "" if consent.by == "curator" else "guardianship"
    if client.guardianship == "mentorschap":
        return "" if consent.by == "mentor" else "guardianship"
    return "" if consent.by == "client" else "giver"


def _refusal(consent: Consent, question: Question) -> str:
    against = question.refused_for(consent)
    return against.state if against else ""
