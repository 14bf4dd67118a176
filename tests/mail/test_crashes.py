"""Workers that are killed and workers that race, with processes and a server of flesh and blood."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections

from mail.models import OutboxMessage
from mail.services import send_due
from mail.services.sending import _claim
from tests.mail.smtp_server import Server
from tests.workers import environment_of_this_test, wait_until
from vault.clock import akkoord_now

WORKER = """
import django; django.setup()
from mail.services import send_due
print("begint", flush=True)
send_due()
"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letters(letter):
    """Queue a number of letters."""
    return lambda number: [letter(f"brief-{each}", to=f"client{each}@thuis.example") for each in range(number)]


def start_worker(smtp: Server) -> subprocess.Popen:
    own = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "AKKOORD_MAILCATCHER_PORT": str(smtp.port)}
    return subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env={**os.environ, **environment_of_this_test(), **own},
        cwd=django_settings.BASE_DIR,
    )


def test_worker_killed_while_the_server_holds_the_letter_loses_nothing_and_says_maybe_double(smtp, letters):
    (message,) = letters(1)
    smtp.handler.holds = threading.Event()
    worker = start_worker(smtp)
    wait_until(lambda: smtp.letters)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    smtp.handler.holds.set()
    OutboxMessage.objects.update(claimed_until=akkoord_now())

    assert send_due() == 1

    message.refresh_from_db()
    assert [arrived["Message-ID"] for arrived in smtp.letters] == [message.message_id] * 2
    assert message.maybe_double
    assert message.sent_at is not None


def test_two_workers_share_the_letters_and_double_none(smtp, letters):
    letters(12)

    def work():
        try:
            send_due()
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _worker in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    recipients = [arrived["To"] for arrived in smtp.letters]
    assert len(recipients) == len(set(recipients)) == 12


def test_letter_locked_by_one_worker_is_skipped_by_the_other(letters):
    first, second = letters(2)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM mail_outboxmessage WHERE id = %s FOR UPDATE", [first.pk])
        found = []
        other = threading.Thread(target=lambda: (found.append(_claim("ander")), connections.close_all()))
        other.start()
        other.join()
        cursor.execute("ROLLBACK")

    assert [message.pk for message in found] == [second.pk]
