"""Telling coach and client in time that a dossier comes to its end, as the reglement says, else as the house does."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction

from audit.services import record
from dossiers.models import Dossier
from mail.services import queue
from reglement.deciding.calendar import add_term
from reglement.models import ReglementVersion
from reglement.refusals import NoActiveReglement
from reglement.services import active_version, current_ruleset
from reglement.terms import UNSET
from retention.models import PurgeCase, Warned
from retention.terms import WARN_AHEAD, WARNINGS, Ground
from ui.sweeping import one_by_one
from vault.clock import AMSTERDAM, today

WITH_PEOPLE = ("traject__lead_coach", "traject__client__user")


class Ahead(NamedTuple):
    """How long before the beginning people are told, and the article that says so; none for the terms of the house."""

    term: str
    article: str


def warn_in_time() -> list[UUID]:
    """Give every warning whose day has come about a destruction that was announced; returns the cases.

    What was given is read for all at once: on most beats there is nothing to do, however many cases wait. Raises an
    ExceptionGroup of the cases that failed alone.
    """
    coming = PurgeCase.objects.unfinished().filter(ground=Ground.TERM, intent_at=None, at_once=False)
    cases = list(coming.exclude(proposed_at=None).select_related("version"))
    given: dict[tuple[UUID, date], set[str]] = defaultdict(set)
    for case_id, begins_on, term in Warned.objects.filter(case__in=cases).values_list("case", "begins_on", "ahead"):
        given[case_id, begins_on].add(term)
    day = today()
    fresh = [case for case in cases if _due(case, given[case.pk, _begins_on(case)], day)]
    dossiers = Dossier.objects.select_related(*WITH_PEOPLE).in_bulk([case.dossier_id for case in fresh])
    there = [case for case in fresh if case.dossier_id in dossiers]
    given_now = one_by_one(lambda case: warn(case, dossiers[case.dossier_id]), there, name=lambda case: case.pk)
    return [case.pk for case, is_given in zip(there, given_now, strict=True) if is_given]


@transaction.atomic
def warn(case: PurgeCase, dossier: Dossier) -> bool:
    """Tell coach and client once when a next warning has come; returns False when there is none.

    Of two whose day has passed at once one mail is sent: a case that opened late is no reason to mail twice.
    """
    begins_on = _begins_on(case)
    given = set(Warned.objects.filter(case=case, begins_on=begins_on).values_list("ahead", flat=True))
    fresh = _due(case, given, today())
    if not fresh:
        return False
    made = [Warned(case=case, begins_on=begins_on, ahead=ahead.term, article_label=ahead.article) for ahead in fresh]
    Warned.objects.bulk_create(made, ignore_conflicts=True)
    record("retention.warned", dossier_id=case.dossier_id, article=fresh[-1].article, role="system")
    _mail(case, dossier, f"{begins_on:%Y%m%d}:{fresh[-1].term}")
    return True


def _begins_on(case: PurgeCase) -> date:
    return case.due_at.astimezone(AMSTERDAM).date()


def _due(case: PurgeCase, given: Collection[str], day: date) -> list[Ahead]:
    """Return the warnings that have come by this day and that were not given for this beginning.

    Who was told once is not told that it comes when its day is there already, as after days without a beat.
    """
    begins_on = _begins_on(case)
    if given and begins_on <= day:
        return []
    come = [ahead for ahead in _aheads(case.version) if day >= _day_before(begins_on, ahead.term)]
    return [ahead for ahead in come if ahead.term not in given]


def longest_ahead() -> timedelta:
    """Return how long before a beginning its case must be open for the earliest warning to be given."""
    try:
        terms = [ahead.term for ahead in _aheads(active_version())]
    except NoActiveReglement:
        return WARN_AHEAD
    return max([WARN_AHEAD, *(today() - _day_before(today(), term) for term in terms)])


def _aheads(version: ReglementVersion) -> list[Ahead]:
    """Return when people are told, the earliest first: what the text says before a destruction, else the house."""
    text = current_ruleset(version)
    told = [
        Ahead(rule.within, text.articles[rule.article].label)
        for rule in text.ruleset.notice_rule
        if rule.event == "destruction" and rule.timing == "before" and rule.within and rule.within != UNSET
    ]
    aheads = told or [Ahead(term, "") for term in WARNINGS]
    return sorted(aheads, key=lambda ahead: _day_before(today(), ahead.term))


@lru_cache(maxsize=1024)
def _day_before(day: date, term: str) -> date:
    """Return the last day from which this term is over by `day`, so that a month and working days count as usual."""
    earlier = day
    while add_term(earlier, term) > day:
        earlier -= timedelta(days=1)
    return earlier


def _mail(case: PurgeCase, dossier: Dossier, which: str) -> None:
    """Tell that there is something to read; the mail says no more than that."""
    client = dossier.traject.client
    people = {"coach": dossier.traject.lead_coach, "client": client.user if client else None}
    for who, user in people.items():
        if user is not None and user.is_active:
            path = "/mijn/bewaren/" if who == "client" else f"/dossiers/{dossier.number}/bewaren/"
            queue(
                template="retention_warning",
                to=user.email,
                context={"link": f"{settings.AKKOORD_BASE_URL}{path}"},
                idempotency_key=f"retention-warning:{case.pk}:{which}:{who}",
                language=user.language,
            )
