"""A report that is being destroyed is not sent any more, however late in its delivery that begins."""

import pytest
from django.db import DatabaseError, connection, transaction

from consent import gate
from consent.models import ContentVersion, Disclosure, DisclosureOpening
from consent.refusals import DisclosureRefused
from consent.services.disclosing import open_disclosure
from reporting.facts import ReportIsGoing
from reporting.models import Delivery, Report
from reporting.services.delivering import deliver, due_deliveries
from reporting.services.sending import decision_about, send_report
from reporting.terms import RefusedReason
from retention.services.advancing import advance
from retention.terms import Step
from tests.reporting.apart.beside import assert_nothing_went_out, begins, beside, mails, somebody_waits
from tests.reporting.apart.ending import REST, part_of
from tests.workers import wait_until
from vault.services import fence

pytestmark = pytest.mark.django_db(transaction=True)


def test_destruction_that_began_meanwhile_stops_the_delivery_and_the_sender_is_told(approved, case, coach, outbox):
    delivery = send_report(version=approved, by=coach)
    begins(case)

    assert deliver(delivery.pk, worker="een")

    assert Delivery.objects.get(pk=delivery.pk).refused_reason == RefusedReason.CONTENT_GONE
    assert_nothing_went_out()
    [(subject, text)] = outbox.sent_to(coach.email)[-1:]
    assert subject == "Een rapport is niet verstuurd"
    assert f"/dossiers/{approved.report.dossier.number}/rapporten/" in text
    assert not deliver(delivery.pk, worker="twee")
    assert advance(case.pk, worker="een") == Step.CERTIFIED
    assert not Report.objects.exists()


def test_delivery_waits_for_a_destruction_that_is_just_beginning_and_then_refuses(approved, case, coach):
    delivery = send_report(version=approved, by=coach)
    with transaction.atomic():
        begins(case)
        sending = beside(lambda: deliver(delivery.pk, worker="een"))
        wait_until(somebody_waits)
    sending.join(timeout=60)

    assert Delivery.objects.get(pk=delivery.pk).refused_reason == RefusedReason.CONTENT_GONE
    assert_nothing_went_out()


def test_destruction_waits_for_a_delivery_that_is_on_its_way(approved, case, coach):
    delivery = send_report(version=approved, by=coach)
    with transaction.atomic():
        assert deliver(delivery.pk, worker="een")
        beginning = beside(lambda: begins(case))
        wait_until(somebody_waits)
        assert part_of(approved).safe.fenced_at is None
    beginning.join(timeout=60)

    assert mails("report_delivered") == 1
    assert mails("report_held_back") == 0
    assert part_of(approved).safe.fenced_at is not None


@pytest.mark.parametrize(("approved", "case"), [([REST], 731)], indirect=True)
def test_delivery_from_a_dossier_of_which_everything_goes_is_stopped_and_told_once(approved, case, coach):
    assert not case.is_of_parts
    delivery = send_report(version=approved, by=coach)
    begins(case)

    assert due_deliveries() == [delivery.pk]
    assert deliver(delivery.pk, worker="een")
    assert not deliver(delivery.pk, worker="twee")

    assert_nothing_went_out()
    assert advance(case.pk, worker="een") == Step.CERTIFIED
    assert not deliver(delivery.pk, worker="drie")


def test_what_is_going_can_not_be_sent_any_more(approved, case, coach):
    begins(case)

    with pytest.raises(ReportIsGoing):
        send_report(version=approved, by=coach)
    assert not Delivery.objects.exists()


def test_contact_does_not_open_a_report_that_is_going(approved, case, coach, contact_user):
    deliver(send_report(version=approved, by=coach).pk, worker="een")
    begins(case)

    with pytest.raises(DisclosureRefused) as refused:
        open_disclosure(Disclosure.objects.get(), user=contact_user)
    assert refused.value.reason == "disclosure_content_going"
    assert not DisclosureOpening.objects.exists()


def test_database_lets_nothing_out_of_which_the_part_is_going(approved, coach):
    content = ContentVersion.objects.get(pk=approved.content_version_id)
    decision = decision_about(approved, by=coach)
    assert gate.permits(decision)
    fence([part_of(approved).safe_id])

    with pytest.raises(DatabaseError, match="disclosure_content_going"), transaction.atomic():
        disclosed_by_hand(decision, content)
    assert not Disclosure.objects.exists()


def test_database_lets_nothing_be_opened_of_which_the_part_is_going(approved, coach):
    deliver(send_report(version=approved, by=coach).pk, worker="een")
    decision = decision_about(approved, by=coach)
    fence([part_of(approved).safe_id])

    opened = (
        "INSERT INTO consent_disclosureopening (id, safe_id, disclosure_id, decision_id, at, by_user_id)"
        " SELECT gen_random_uuid(), safe_id, id, %s, now(), gen_random_uuid() FROM consent_disclosure"
    )
    with pytest.raises(DatabaseError, match="disclosure_content_going"), transaction.atomic():
        connection.cursor().execute(opened, [decision.pk])


def disclosed_by_hand(decision, content):
    """Write down a disclosure past every service."""
    connection.cursor().execute(
        "INSERT INTO consent_disclosure (id, safe_id, dossier_id, decision_id, content_version_id, consent_id,"
        " contact_id, opdrachtgever_id, recipient_class, purpose, categories, channel, content_sha256, made_at,"
        " made_by_id) SELECT gen_random_uuid(), content.safe_id, content.dossier_id, decision.id, content.id,"
        " basis.consent_id, decision.recipient_id, contact.opdrachtgever_id, decision.recipient_class,"
        " decision.purpose, content.categories, decision.channel, content.content_sha256, now(), decision.actor_id"
        " FROM reglement_decision decision JOIN consent_contentversion content ON content.id = %s"
        " JOIN consent_decisionbasis basis ON basis.decision_id = decision.id AND basis.carries"
        " JOIN dossiers_opdrachtgevercontact contact ON contact.id = decision.recipient_id WHERE decision.id = %s",
        [content.pk, decision.pk],
    )
