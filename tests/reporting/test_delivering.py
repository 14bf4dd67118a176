"""Delivering: one disclosure and one mail, whoever rings how often, or a refusal with its reason."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from audit.models import Event
from consent.models import Consent, Disclosure
from consent.services.approvals import withdraw
from consent.services.disclosing import make_disclosure
from mail.models import OutboxMessage
from reporting.models import Delivery
from reporting.queries.standing import standing_of
from reporting.services.delivering import deliver, due_deliveries
from reporting.services.sending import send_report
from reporting.tasks import sweep_deliveries
from reporting.terms import DELIVERY_LEASE, RefusedReason, ReportState
from tests.factories.reporting import a_next_version
from vault.clock import akkoord_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(approved, coach):
    return send_report(version=approved, by=coach)


def test_a_delivery_is_a_disclosure_with_the_exact_hash(delivery, approved):
    assert deliver(delivery.pk, worker="one")

    delivery.refresh_from_db()
    assert delivery.disclosure.content_sha256 == approved.content_version.content_sha256
    assert delivery.disclosure.decision_id == delivery.decision_id
    assert delivery.delivered_at is not None
    assert standing_of(approved).state == ReportState.SENT


def test_ringing_ten_times_delivers_once(delivery, contact_user, outbox):
    done = [deliver(delivery.pk, worker=f"worker {turn}") for turn in range(10)]

    assert done == [True] + [False] * 9
    assert Disclosure.objects.count() == 1
    assert len(outbox.sent_to(contact_user.email)) == 1


def test_the_mail_to_the_opdrachtgever_holds_a_link_and_no_content(delivery, contact_user, outbox):
    deliver(delivery.pk, worker="one")

    delivery.refresh_from_db()
    ((subject, text),) = outbox.sent_to(contact_user.email)
    assert f"/opdrachtgever/rapporten/{delivery.disclosure_id}/" in text
    assert "Ilse" not in subject + text
    assert "Voortgang" not in subject + text


def test_a_worker_holds_a_delivery_only_for_its_lease(delivery, clock):
    Delivery.objects.filter(pk=delivery.pk).update(
        claimed_until=akkoord_now() + DELIVERY_LEASE, claimed_by="the dead", attempts=1
    )
    assert not deliver(delivery.pk, worker="the living")
    assert due_deliveries() == []

    clock.move(seconds=DELIVERY_LEASE.total_seconds() + 1)

    assert due_deliveries() == [delivery.pk]
    assert deliver(delivery.pk, worker="the living")


def test_a_withdrawal_between_request_and_delivery_stops_it(delivery, approved, client_user):
    withdraw(Consent.objects.get(content_version=approved.content_version), user=client_user)

    deliver(delivery.pk, worker="one")

    delivery.refresh_from_db()
    assert delivery.refused_reason == RefusedReason.CONSENT_WITHDRAWN
    assert not Disclosure.objects.exists()
    assert not OutboxMessage.objects.filter(template="report_delivered").exists()
    assert Event.objects.filter(event="report.held_back", outcome="refused").count() == 1


def test_an_edit_between_request_and_delivery_stops_it(delivery, approved, coach):
    a_next_version(approved, coach, "Zij kan ook in de zorg werken.")

    deliver(delivery.pk, worker="one")

    delivery.refresh_from_db()
    assert delivery.refused_at is not None
    assert not Disclosure.objects.exists()


def test_a_decision_that_expired_meanwhile_is_asked_again(delivery, clock):
    clock.move(hours=2)

    assert deliver(delivery.pk, worker="one")

    asked_first = delivery.decision_id
    delivery.refresh_from_db()
    assert delivery.decision_id != asked_first
    assert delivery.disclosure.decision_id == delivery.decision_id


def test_an_expired_decision_that_is_now_a_no_stops_the_delivery(delivery, approved, client_user, clock):
    withdraw(Consent.objects.get(content_version=approved.content_version), user=client_user)
    clock.move(hours=2)

    deliver(delivery.pk, worker="one")

    delivery.refresh_from_db()
    assert delivery.refused_reason == RefusedReason.GATE


def test_after_a_refusal_a_new_yes_starts_a_new_delivery(delivery, approved, coach):
    Delivery.objects.filter(pk=delivery.pk).update(refused_at=akkoord_now(), refused_reason=RefusedReason.GATE)

    again = send_report(version=approved, by=coach)

    assert again.pk != delivery.pk
    assert deliver(again.pk, worker="one")


def test_the_sweep_rings_for_what_was_forgotten(delivery, django_capture_on_commit_callbacks, settings):
    with django_capture_on_commit_callbacks() as rung:
        sweep_deliveries()

    assert len(rung) == 1


def test_nothing_is_delivered_twice_to_one_contact(delivery, contact, coach):
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(
            safe_id=delivery.safe_id,
            report_version=delivery.report_version,
            contact=contact,
            decision=delivery.decision,
            requested_by=coach,
        )


@pytest.mark.parametrize(
    "change",
    [
        {"delivered_at": akkoord_now},
        {"refused_at": akkoord_now},
        {"refused_reason": "gate"},
        {"refused_at": akkoord_now, "refused_reason": "zomaar"},
        {"claimed_by": "one"},
        {"claimed_until": akkoord_now},
    ],
)
def test_half_an_ending_or_half_a_claim_is_impossible(delivery, change):
    change = {column: value() if callable(value) else value for column, value in change.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(**change)


def test_an_ended_delivery_is_over(delivery):
    deliver(delivery.pk, worker="one")

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(attempts=5)


def test_delivered_and_refused_exclude_each_other(delivery, approved, contact, coach):
    disclosure = make_disclosure(
        decision=delivery.decision, content_version=approved.content_version, contact=contact, by=coach
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(
            delivered_at=akkoord_now(), disclosure=disclosure, refused_at=akkoord_now(), refused_reason="gate"
        )


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_disclosure_and_one_mail(delivery):
    start, outcomes = threading.Barrier(2), []

    def work(name: str) -> None:
        start.wait()
        outcomes.append(deliver(delivery.pk, worker=name))
        connections.close_all()

    workers = [threading.Thread(target=work, args=[name]) for name in ("one", "two")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=timedelta(seconds=30).total_seconds())

    assert sorted(outcomes) == [False, True]
    assert Disclosure.objects.count() == 1
    assert OutboxMessage.objects.filter(template="report_delivered").count() == 1
