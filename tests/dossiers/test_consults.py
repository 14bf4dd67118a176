"""Consults: counted, shared, answered."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from dossiers import services
from dossiers.facts import (
    ConsultCancelled,
    ConsultChangedElsewhere,
    RightMissing,
    SummaryAlreadyAnswered,
    SummaryAlreadyShared,
    SummaryMissing,
    SummaryNotShared,
)
from dossiers.models import Consult
from tests.factories.accounts import UserFactory
from tests.factories.dossiers import (
    a_consult,
    a_dossier_of,
)
from tests.factories.vault import unlock
from vault.clock import akkoord_now

pytestmark = pytest.mark.django_db


def test_consults_are_counted_per_dossier(dossier, coach):
    assert [a_consult(dossier, coach).number for _ in range(2)] == [1, 2]
    assert a_consult(a_dossier_of(coach), coach).number == 1


def test_shared_summary_stays_as_it_is(dossier, coach):
    consult = services.share_summary(consult=a_consult(dossier, coach), by=coach)

    with pytest.raises(SummaryAlreadyShared):
        services.share_summary(consult=consult, by=coach)
    with pytest.raises(SummaryAlreadyShared):
        services.change_consult(
            consult=consult, starts_at=akkoord_now(), minutes=30, summary="", by=coach, seen_changed_at=None
        )


def test_client_is_told_by_mail_that_something_waits_and_not_what(dossier, coach, client_user, outbox):
    services.share_summary(consult=a_consult(dossier, coach, "Zij slaapt slecht."), by=coach)

    ((subject, text),) = outbox.sent_to(client_user.email)
    assert "/mijn/gesprekken/" in text
    assert "slaapt" not in subject + text


def test_consult_without_summary_has_nothing_to_share(dossier, coach):
    with pytest.raises(SummaryMissing):
        services.share_summary(consult=a_consult(dossier, coach, summary=""), by=coach)


def test_change_of_a_consult_that_came_between_is_not_overwritten(dossier, coach):
    consult = a_consult(dossier, coach)
    facts = {"consult": consult, "starts_at": akkoord_now(), "minutes": 30, "by": coach, "seen_changed_at": None}
    services.change_consult(summary="Eerste.", **facts)

    with pytest.raises(ConsultChangedElsewhere):
        services.change_consult(summary="Tweede.", **facts)


def test_cancelled_consult_is_over(dossier, coach):
    consult = services.cancel_consult(consult=a_consult(dossier, coach), by=coach)

    with pytest.raises(ConsultCancelled):
        services.share_summary(consult=consult, by=coach)


def test_client_says_whether_the_summary_is_right_and_says_it_once(dossier, coach, client_user):
    consult = services.share_summary(consult=a_consult(dossier, coach), by=coach)
    services.answer_summary(consult=consult, answer="disputed", remark="Ik zei iets anders.", by=client_user)

    with pytest.raises(SummaryAlreadyAnswered):
        services.answer_summary(consult=consult, answer="confirmed", by=client_user)
    with unlock(dossier.safe_id):
        assert Consult.objects.get(pk=consult.pk).remark == "Ik zei iets anders."
    assert Event.objects.filter(event="consult.disputed", actor_id=client_user.pk).exists()


def test_summary_that_was_not_shared_has_no_answer(dossier, coach, client_user):
    with pytest.raises(SummaryNotShared):
        services.answer_summary(consult=a_consult(dossier, coach), answer="confirmed", by=client_user)


def test_nobody_answers_for_the_client_but_who_represents_him(dossier, coach, other_client_user, representative_user):
    consult = services.share_summary(consult=a_consult(dossier, coach), by=coach)
    for somebody in (coach, other_client_user, representative_user):
        with pytest.raises(RightMissing):
            services.answer_summary(consult=consult, answer="confirmed", by=somebody)

    services.add_representative(client=dossier.traject.client, user=representative_user, capacity="mentor", by=coach)

    assert services.answer_summary(consult=consult, answer="confirmed", by=representative_user).answer == "confirmed"


@pytest.mark.parametrize(
    "change",
    [{"minutes": 1}, {"minutes": 900}, {"answer": "confirmed"}, {"answered_at": akkoord_now}, {"number": 1}],
)
def test_database_refuses_a_consult_that_makes_no_sense(dossier, coach, change):
    a_consult(dossier, coach)
    second = a_consult(dossier, coach)
    values = {name: value() if callable(value) else value for name, value in change.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Consult.objects.filter(pk=second.pk).update(**values)


def test_database_refuses_an_answer_before_the_sharing(dossier, coach, client_user):
    a_consult(dossier, coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        Consult.objects.update(answer="confirmed", answered_at=akkoord_now(), answered_by=client_user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consult.objects.update(
            answer="confirmed",
            answered_at=akkoord_now(),
            answered_by=client_user,
            summary_shared_at=akkoord_now() + timedelta(hours=1),
        )


def test_inactive_representative_is_nobody(dossier, coach):
    gone = UserFactory(representative=True)
    services.add_representative(client=dossier.traject.client, user=gone, capacity="parent", by=coach)
    consult = services.share_summary(consult=a_consult(dossier, coach), by=coach)
    gone.is_active = False
    gone.save()

    with pytest.raises(RightMissing):
        services.answer_summary(consult=consult, answer="confirmed", by=gone)
