"""Sending what is due: claim, hand over, write down; a crash anywhere is picked up when the lease runs out.

Each step commits by itself. A letter whose handing over broke off is sent again under the same Message-ID and marked
`maybe_double`, because losing a letter is worse than a second copy that mail programs recognise.
"""

import logging
import os
import smtplib
import socket
import time
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from mail.facts import RecipientUnknown
from mail.models import OutboxMessage
from mail.rendering import as_email
from mail.smtp import Postman
from mail.terms import ATTEMPTS, BATCH, FIRST_WAIT, LEASE, LONGEST_WAIT
from vault.clock import AkkoordNow, akkoord_now

logger = logging.getLogger(__name__)

WORKING_SECONDS = 120


class LeaseLost(Exception):
    """Another worker took the message over, so this one must not touch it any more."""


def send_due(limit: int = BATCH) -> int:
    """Send what is due, at most `limit` messages or two minutes, and return how many went out."""
    me = f"{socket.gethostname()}:{os.getpid()}:{time.monotonic_ns()}"[:100]
    sent = 0
    stop_at = time.monotonic() + WORKING_SECONDS
    with Postman() as postman:
        for _turn in range(limit):
            message = _claim(me)
            if message is None or time.monotonic() > stop_at:
                break
            sent += _send(message, postman)
    return sent


def _claim(me: str) -> OutboxMessage | None:
    """Take the message that waits longest, unless another worker holds it."""
    with transaction.atomic():
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=True)
            .filter(sent_at=None, given_up_at=None, not_before__lte=AkkoordNow())
            .filter(Q(claimed_until=None) | Q(claimed_until__lt=AkkoordNow()))
            .order_by("not_before", "id")
            .first()
        )
        if message is None:
            return None
        message.claimed_by = me
        message.claimed_until = akkoord_now() + LEASE
        message.attempts += 1
        # Handed over once and never heard of again.
        message.maybe_double = message.maybe_double or message.data_started_at is not None
        message.save(update_fields=["claimed_by", "claimed_until", "attempts", "maybe_double"])
        return message


def _send(message: OutboxMessage, postman: Postman) -> bool:
    try:
        postman.hand_over(as_email(message), before_data=lambda: _data_starts(message))
    except RecipientUnknown as error:
        postman.start_again()
        _give_up(message, error)
    except smtplib.SMTPDataError as error:
        # The server has said no, so nothing is in doubt.
        postman.start_again()
        _try_later(message, error, data_started_at=None)
    except LeaseLost:
        postman.hang_up()
        logger.warning("mail %s taken over by another worker", message.pk)
    except Exception as error:
        # Connection, server or template: whatever it was, the other messages must go on.
        postman.hang_up()
        _try_later(message, error)
    else:
        return _write_sent(message)
    return False


def _data_starts(message: OutboxMessage) -> None:
    """Write down that from here on the other side may have the letter; raises LeaseLost."""
    if not _update_mine(message, data_started_at=AkkoordNow()):
        raise LeaseLost


def _write_sent(message: OutboxMessage) -> bool:
    written = _update_mine(message, sent_at=AkkoordNow(), claimed_until=None, claimed_by="", error_class="")
    if not written:
        logger.warning("mail %s sent after its lease ran out", message.pk)
    return written


def _try_later(message: OutboxMessage, error: Exception, **changes: object) -> None:
    if message.attempts >= ATTEMPTS:
        _give_up(message, error)
        return
    _update_mine(
        message,
        not_before=akkoord_now() + _wait_after(message.attempts),
        claimed_until=None,
        claimed_by="",
        error_class=type(error).__name__,
        **changes,
    )
    kind = type(error).__name__
    logger.warning("mail %s not sent at attempt %s (%s), will be tried again", message.pk, message.attempts, kind)


def _give_up(message: OutboxMessage, error: Exception) -> None:
    _update_mine(
        message,
        given_up_at=AkkoordNow(),
        claimed_until=None,
        claimed_by="",
        error_class=type(error).__name__,
    )
    kind = type(error).__name__
    logger.error("mail %s (%s) given up after %s attempts (%s)", message.pk, message.template, message.attempts, kind)


def _update_mine(message: OutboxMessage, **changes: object) -> bool:
    mine = OutboxMessage.objects.filter(pk=message.pk, claimed_by=message.claimed_by)
    return bool(mine.update(**changes))


def _wait_after(attempts: int) -> timedelta:
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
