"""Sending over a real SMTP server: what arrives, what is tried again, and what a crash leaves behind."""

import logging
from datetime import timedelta

import pytest

from mail.models import OutboxMessage
from mail.services import send_due
from mail.services.sending import _claim, _send
from mail.smtp import Postman
from mail.terms import ATTEMPTS, FIRST_WAIT, LEASE
from vault.clock import akkoord_now


def reloaded(message: OutboxMessage) -> OutboxMessage:
    return OutboxMessage.objects.get(pk=message.pk)


def test_letter_arrives_once_as_text_and_html_with_its_own_id(smtp, letter):
    message = letter()

    assert send_due() == 1
    assert send_due() == 0

    (arrived,) = smtp.letters
    assert arrived["To"] == "client@thuis.example"
    assert arrived["Message-ID"] == message.message_id
    assert [part.get_content_type() for part in arrived.walk()][1:] == ["text/plain", "text/html"]
    assert reloaded(message).sent_at is not None


def test_plain_text_shows_a_name_as_it_is_and_html_as_html_wants_it(smtp, letter):
    letter()

    send_due()

    text, html = (part.get_payload(decode=True).decode() for part in smtp.letters[0].get_payload())
    assert "Bureau Zuid & Zoon" in text
    assert "Bureau Zuid &amp; Zoon" in html
    assert '<a href="https://akkoord.example/mijn/"' in html


def test_letter_of_later_waits(smtp, letter, clock):
    letter(not_before=akkoord_now() + timedelta(hours=1))

    assert send_due() == 0

    clock.move(hours=1)
    assert send_due() == 1


def test_line_that_dies_before_the_letter_costs_an_attempt_and_no_doubt(smtp, letter, clock):
    message = letter()
    smtp.handler.breaks = "before DATA"
    assert send_due() == 0

    waiting = reloaded(message)
    assert (waiting.attempts, waiting.data_started_at, waiting.claimed_by) == (1, None, "")
    assert waiting.not_before - akkoord_now() == FIRST_WAIT

    smtp.handler.breaks = ""
    clock.move(minutes=1)
    assert send_due() == 1
    assert not reloaded(message).maybe_double


def test_line_that_dies_after_the_letter_gives_the_same_letter_again_marked_maybe_double(smtp, letter, clock):
    message = letter()
    smtp.handler.breaks = "after DATA"
    assert send_due() == 0

    smtp.handler.breaks = ""
    clock.move(minutes=1)
    assert send_due() == 1

    first, second = smtp.letters
    assert first["Message-ID"] == second["Message-ID"] == message.message_id
    assert first.as_bytes() == second.as_bytes()
    assert reloaded(message).maybe_double


def test_line_that_dies_during_the_letter_is_in_doubt_too(smtp, letter, clock):
    message = letter()
    smtp.handler.breaks = "during DATA"
    assert send_due() == 0
    assert reloaded(message).data_started_at is not None

    smtp.handler.breaks = ""
    clock.move(minutes=1)
    send_due()

    assert len(smtp.letters) == 1
    assert reloaded(message).maybe_double


def test_letter_refused_by_the_server_is_not_in_doubt(smtp, letter, clock):
    message = letter()
    smtp.handler.refuses = {"DATA": "451 later"}
    send_due()

    smtp.handler.refuses = {}
    clock.move(minutes=1)
    assert send_due() == 1
    assert not reloaded(message).maybe_double


def test_server_that_is_away_loses_nothing(smtp, letter, clock):
    message = letter()
    smtp.switch_off()
    assert send_due() == 0
    assert reloaded(message).error_class == "ConnectionRefusedError"

    smtp.switch_on()
    clock.move(minutes=1)
    assert send_due() == 1


def test_one_letter_that_can_not_be_sent_does_not_stop_the_next(smtp, letter):
    broken = letter("brief-1")
    OutboxMessage.objects.filter(pk=broken.pk).update(template="bestaat_niet")
    letter("brief-2")

    assert send_due() == 1
    assert reloaded(broken).error_class == "TemplateDoesNotExist"


def test_unknown_address_is_given_up_at_once_and_loudly(smtp, letter, caplog):
    message = letter()
    smtp.handler.refuses = {"RCPT": "550 no such user"}

    with caplog.at_level(logging.ERROR, logger="mail"):
        send_due()

    assert reloaded(message).given_up_at is not None
    ours = [record for record in caplog.records if record.name.startswith("mail.services")]
    assert [(record.levelname, str(message.pk) in record.getMessage()) for record in ours] == [("ERROR", True)]
    assert "client@thuis.example" not in ours[0].getMessage()


def test_address_that_is_busy_is_tried_again(smtp, letter):
    message = letter()
    smtp.handler.refuses = {"RCPT": "450 busy"}

    send_due()

    assert reloaded(message).given_up_at is None


def test_letter_is_given_up_after_many_attempts(smtp, letter, clock):
    message = letter()
    smtp.switch_off()
    OutboxMessage.objects.update(attempts=ATTEMPTS - 1)

    send_due()

    assert reloaded(message).given_up_at is not None
    clock.move(days=1)
    assert send_due() == 0


def test_waits_grow_to_an_hour(smtp, letter, clock):
    message = letter()
    smtp.switch_off()
    waits = []
    for _attempt in range(10):
        send_due()
        waits.append(reloaded(message).not_before - akkoord_now())
        clock.move(hours=1)

    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=30)
    assert waits[-1] == timedelta(hours=1)


def test_claimed_letter_is_left_alone_until_its_lease_runs_out(smtp, letter, clock):
    letter()
    _claim("een arbeider die omviel")

    assert send_due() == 0

    clock.move(seconds=LEASE.total_seconds() + 1)
    assert send_due() == 1


def test_worker_whose_lease_was_taken_over_does_not_hand_over(smtp, letter):
    message = letter()
    claimed = _claim("een trage arbeider")
    OutboxMessage.objects.update(claimed_by="een ander")

    with Postman() as postman:
        assert not _send(claimed, postman)

    assert smtp.letters == []
    assert reloaded(message).claimed_by == "een ander"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_letter_is_written_in_the_language_of_its_reader(smtp, letter, language):
    letter(language=language)

    send_due()

    assert smtp.letters[0]["Content-Language"] == language
