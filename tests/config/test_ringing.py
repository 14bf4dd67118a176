"""A page goes on when the broker is gone; the ring is lost and the page is not."""

import logging
import time

import pytest
from celery import Celery
from django.db import transaction

from ui.ringing import ring


@pytest.fixture
def task_without_broker(tmp_path, settings):
    app = Celery("lost", broker=f"redis+socket://{tmp_path}/none.sock", set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS

    @app.task(name="mail.tasks.send_due_mail", shared=False)
    def send(mail_id):
        return mail_id

    return send


@pytest.mark.django_db(transaction=True)
def test_lost_ring_is_told_by_name_and_harms_nothing(task_without_broker, caplog):
    began = time.monotonic()
    with caplog.at_level(logging.WARNING), transaction.atomic():
        ring(task_without_broker, "0190-an-id")

    assert caplog.messages == ["broker out of reach, ring lost: mail.tasks.send_due_mail"]
    assert time.monotonic() - began < 2


@pytest.mark.django_db
def test_nothing_rings_before_the_commit(task_without_broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        ring(task_without_broker, "0190-an-id")

    assert len(callbacks) == 1
