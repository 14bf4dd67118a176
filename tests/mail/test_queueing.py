"""The outbox: one row per key, in the transaction of its cause, with nothing personal in sight."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Now

from mail.facts import MailTemplateMissing, NotForMail
from mail.models import OutboxMessage
from mail.services import forget_address, forget_old, queue
from vault.clock import akkoord_now


def test_same_key_is_the_same_letter(letter):
    first, second = letter(), letter(to="ander@thuis.example")

    assert first == second
    assert OutboxMessage.objects.get().to == "client@thuis.example"


def test_letter_of_a_cause_that_did_not_happen_is_not_there(letter):
    with transaction.atomic():
        letter()
        transaction.set_rollback(True)

    assert not OutboxMessage.objects.exists()


def test_address_and_content_are_sealed_in_the_table(letter):
    letter()

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(m)::text FROM mail_outboxmessage m")
        row = cursor.fetchone()[0]

    assert "thuis.example" not in row
    assert "Zuid" not in row


def test_unknown_template_is_refused_at_once(db):
    with pytest.raises(MailTemplateMissing):
        queue(template="bestaat_niet", to="a@b.example", context={}, idempotency_key="k")


@pytest.mark.parametrize("context", [{"diagnosis": "x"}, {"link": "x" * 501}, {"link": ["a"]}])
def test_content_does_not_travel_by_mail(db, context):
    with pytest.raises(NotForMail):
        queue(template="login_code", to="a@b.example", context=context, idempotency_key="k")


def test_message_id_follows_from_the_row(letter):
    message = letter()

    assert message.message_id == f"<{message.pk}@bureau.example>"


def test_address_is_forgotten_a_month_after_sending(letter, clock):
    letter()
    OutboxMessage.objects.update(data_started_at=akkoord_now(), sent_at=akkoord_now())

    clock.move(days=29)
    assert forget_old() == 0

    clock.move(days=2)
    assert forget_old() == 1
    message = OutboxMessage.objects.get()
    assert (message.to, message.to_index, message.context) == (None, None, None)


def test_letter_that_waits_keeps_its_address(letter, clock):
    letter()

    clock.move(days=60)

    assert forget_old() == 0


def test_letters_to_a_forgotten_person_are_not_sent_any_more(letter):
    letter()
    letter("brief-2", to="ander@thuis.example")

    assert forget_address("CLIENT@thuis.example") == 1

    forgotten, kept = OutboxMessage.objects.order_by("id")
    assert forgotten.given_up_at is not None
    assert kept.to == "ander@thuis.example"


BREACHES = {
    "outbox_template_is_a_word": {"template": "Beste Jan"},
    "outbox_language_known": {"language": "fr"},
    "outbox_key_not_empty": {"idempotency_key": ""},
    "outbox_claimed_until_and_by_together": {"claimed_by": "iemand"},
    "outbox_sent_or_given_up": {"data_started_at": Now(), "sent_at": Now(), "given_up_at": Now()},
    "outbox_sent_was_handed_over": {"sent_at": F("created_at") - timedelta(days=1), "data_started_at": Now()},
    "outbox_personal_data_together": {"context": None},
    "outbox_waiting_has_an_address": {"to": None, "to_index": None, "context": None},
    "mail_outboxmessage_to_encrypted": {"to": Value(b"client@thuis.example")},
    "mail_outboxmessage_context_encrypted": {"context": Value(b"{}")},
}


@pytest.mark.parametrize("name", BREACHES)
def test_table_refuses_a_letter_that_cannot_be(letter, name):
    letter()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        OutboxMessage.objects.update(**BREACHES[name])


def test_table_refuses_a_second_letter_with_the_key(letter):
    letter("a")
    letter("b")

    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMessage.objects.update(idempotency_key="a")
