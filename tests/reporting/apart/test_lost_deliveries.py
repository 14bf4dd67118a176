"""Whoever sent a report that is destroyed before it was delivered is told, once, whoever comes first and dies when."""

import random

import pytest
from django.db import DatabaseError, transaction

from audit.models import Event
from reporting.models import Delivery, LostDelivery, Report
from reporting.services.delivering import deliver, due_deliveries
from reporting.services.sending import send_report
from reporting.services.telling import tell_of_lost
from reporting.tasks import tell_senders
from reporting.terms import DELIVERY_LEASE
from retention.models import PurgeCase
from retention.services.advancing import advance
from retention.terms import LEASE, Step
from tests.faults import RUNS, met
from tests.reporting.apart.beside import assert_nothing_went_out, begins, beside, mails
from tests.reporting.apart.ending import APART, REST
from tests.retention.faults.dying import dies

pytestmark = pytest.mark.django_db(transaction=True)
FAULT = "lost delivery: any sequence, killed between"
PART, WHOLE = ([APART, REST], 366), ([REST], 731)
both = pytest.mark.parametrize(("approved", "case"), [PART, WHOLE], indirect=True, ids=["part", "whole"])


@pytest.fixture
def lost(approved, case, coach):
    """What is left of a delivery to which no worker came before the destruction was over."""
    delivery = send_report(version=approved, by=coach)
    ends(case)
    assert not Report.objects.exists()
    return delivery


def ends(case):
    """Let the destruction come to its end, whoever had it in his hands before."""
    PurgeCase.objects.filter(pk=case.pk).update(lease_until=None, lease_by="")
    if PurgeCase.objects.get(pk=case.pk).step != Step.CERTIFIED:
        assert advance(case.pk, worker="een") == Step.CERTIFIED


@both
def test_sender_of_what_was_destroyed_before_any_worker_came_is_told_once(lost, approved, coach, outbox):
    assert due_deliveries() == []
    assert not deliver(lost.pk, worker="te laat")

    tell_senders()
    tell_senders()

    assert_nothing_went_out()
    [(subject, text)] = outbox.sent_to(coach.email)[-1:]
    assert subject == "Een rapport is niet verstuurd"
    assert f"/dossiers/{approved.report.dossier.number}/rapporten/" in text
    assert not LostDelivery.objects.exists()


@both
def test_sender_who_was_told_while_it_was_going_is_not_told_again_at_the_end(approved, case, coach):
    delivery = send_report(version=approved, by=coach)
    begins(case)
    assert deliver(delivery.pk, worker="een")

    ends(case)
    assert tell_of_lost() == 0

    assert_nothing_went_out()
    assert not LostDelivery.objects.exists()


@both
def test_delivery_that_came_to_its_end_leaves_no_word(approved, case, coach):
    assert deliver(send_report(version=approved, by=coach).pk, worker="een")

    ends(case)

    assert not Delivery.objects.exists()
    assert not LostDelivery.objects.exists()


def test_worker_that_is_killed_anywhere_while_he_tells_neither_forgets_nor_tells_twice(lost):
    point = 1
    while dies(tell_of_lost, at=point):
        assert mails("report_held_back") == (0 if LostDelivery.objects.exists() else 1)
        point += 1

    assert point > 10
    assert tell_of_lost() == 0
    assert_nothing_went_out()


def test_of_two_that_tell_at_once_one_does(lost):
    with transaction.atomic():
        assert tell_of_lost() == 1
        other = beside(tell_of_lost)
        other.join(timeout=60)
        assert not other.is_alive()

    assert_nothing_went_out()


def test_database_keeps_the_word_until_its_sender_is_told(lost):
    with pytest.raises(DatabaseError, match="the sender has not been told"), transaction.atomic():
        LostDelivery.objects.all().delete()
    with pytest.raises(DatabaseError, match="this table only grows"), transaction.atomic():
        LostDelivery.objects.update(was_restored=True)

    assert LostDelivery.objects.get().pk == lost.pk


def test_database_lets_no_open_delivery_go_in_silence(approved, coach):
    delivery = send_report(version=approved, by=coach)

    Delivery.objects.filter(pk=delivery.pk).delete()

    word = LostDelivery.objects.get()
    assert (word.pk, word.requested_by, word.decision) == (delivery.pk, coach, delivery.decision)


@both
@pytest.mark.parametrize("seed", range(RUNS))
def test_in_any_sequence_the_report_went_out_or_its_sender_knows(seed, approved, case, coach, clock):
    chance, delivery = random.Random(seed), send_report(version=approved, by=coach)
    moves = {
        "a worker delivers": lambda: deliver(delivery.pk, worker="een"),
        "a worker dies": lambda: dies(lambda: deliver(delivery.pk, worker="twee"), at=chance.randint(1, 40)),
        "the lease runs out": lambda: clock.move(seconds=max(DELIVERY_LEASE, LEASE).total_seconds() + 1),
        "it is destroyed": lambda: advance(case.pk, worker="drie"),
        "who destroys dies": lambda: dies(lambda: advance(case.pk, worker="vier"), at=chance.randint(1, 200)),
        "the sender is told": tell_of_lost,
        "who tells dies": lambda: dies(tell_of_lost, at=chance.randint(1, 20)),
    }
    for name in chance.choices(sorted(moves), k=8):
        moves[name]()
        met(FAULT, name)

    ends(case)
    tell_of_lost()
    tell_of_lost()

    assert not LostDelivery.objects.exists()
    assert not Report.objects.exists()
    assert mails("report_delivered") + mails("report_held_back") == 1
    for template, event in (("report_delivered", "report.delivered"), ("report_held_back", "report.held_back")):
        assert Event.objects.filter(event=event).count() == mails(template)
    met(FAULT, "delivered" if mails("report_delivered") else "the sender was told")
