"""Opening and closing: what a traject must have, and that its end is one moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Event
from dossiers import services
from dossiers.facts import EndsBeforeStart, OpdrachtgeverEnded, ReferralAlreadyAnswered, TrajectAlreadyClosed
from dossiers.models import Dossier, Traject
from tests.factories.dossiers import (
    a_closed_dossier_of,
    a_dossier,
    a_dossier_of,
    a_keeper,
    a_referral,
    an_opdrachtgever,
)
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db


def close(dossier, by, **facts):
    facts = {"outcome": "new_employer", "ended_on": today(), **facts}
    return services.close_traject(dossier=dossier, by=by, **facts)


def test_each_dossier_has_a_safe_of_its_own(coach):
    first, second = a_dossier(coach), a_dossier(coach)

    assert len({first.safe_id, second.safe_id, first.traject.client.safe_id, second.traject.client.safe_id}) == 4


def test_opening_a_traject_gives_nobody_access(coach):
    dossier = a_dossier(coach)

    assert not dossier.grants.exists()


def test_opening_from_a_referral_answers_it(coach, contact):
    referral = a_referral(contact)
    dossier = a_dossier(coach, referral=referral)
    referral.refresh_from_db()

    assert referral.traject_id == dossier.traject_id
    assert referral.accepted_by_id == coach.pk


def test_referral_answered_before_opens_no_second_traject(coach, contact):
    referral = a_referral(contact)
    services.decline_referral(referral=referral, by=coach)

    with pytest.raises(ReferralAlreadyAnswered):
        a_dossier(coach, referral=referral)
    assert not Dossier.objects.exists()


def test_no_traject_starts_for_an_ended_opdrachtgever(coach):
    ended = services.end_opdrachtgever(opdrachtgever=an_opdrachtgever(), by=a_keeper())

    with pytest.raises(OpdrachtgeverEnded):
        a_dossier(coach, opdrachtgever=ended)


def test_traject_does_not_plan_to_end_before_it_starts(coach):
    with pytest.raises(EndsBeforeStart):
        a_dossier(coach, planned_end_on=today() - timedelta(days=91))


def test_closed_traject_says_when_by_whom_and_how(coach):
    traject = close(a_dossier_of(coach), coach)
    traject.refresh_from_db()

    assert (traject.closed_by_id, traject.ended_on, traject.outcome) == (coach.pk, today(), "new_employer")
    assert Event.objects.filter(event="traject.closed", dossier_id=traject.dossier.pk).count() == 1


def test_second_click_on_close_changes_nothing(coach):
    dossier = a_dossier_of(coach)
    first = close(dossier, coach)

    with pytest.raises(TrajectAlreadyClosed):
        close(dossier, coach, outcome="no_work")
    assert Traject.objects.get(pk=first.pk).outcome == "new_employer"


def test_traject_does_not_end_before_it_started(coach):
    dossier = a_dossier_of(coach)

    with pytest.raises(EndsBeforeStart):
        close(dossier, coach, ended_on=dossier.traject.started_on - timedelta(days=1))


@pytest.mark.parametrize(
    "change",
    [
        {"closed_at": None, "closed_by": None, "ended_on": None, "outcome": ""},
        {"outcome": "no_work"},
        {"ended_on": "2020-01-01"},
    ],
)
def test_database_keeps_a_closed_traject_closed(coach, change):
    dossier = a_closed_dossier_of(coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        Traject.objects.filter(pk=dossier.traject_id).update(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"closed_at": akkoord_now},
        {"outcome": "no_work"},
        {"service": "tovenarij"},
        {"purpose": "nieuwsgierigheid"},
        {"planned_end_on": "2001-01-01"},
    ],
)
def test_database_refuses_a_traject_that_says_half(coach, change):
    dossier = a_dossier(coach)
    values = {name: value() if callable(value) else value for name, value in change.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Traject.objects.filter(pk=dossier.traject_id).update(**values)


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_close_it_once():
    coach = a_keeper()
    dossier = a_dossier(coach)

    def click(outcome):
        try:
            close(dossier, coach, outcome=outcome)
        except TrajectAlreadyClosed:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        closed = list(pool.map(click, ["no_work", "new_employer", "education", "other"]))

    assert closed.count(True) == 1
    assert Event.objects.filter(event="traject.closed").count() == 1
