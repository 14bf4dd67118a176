"""A destruction that begins beside something else, and somebody who works beside the test and may have to wait."""

import threading

import psycopg
from django.db import connection, connections

from audit.models import Event
from consent.models import Disclosure
from mail.models import OutboxMessage
from retention.models import PurgeCase
from retention.services.beginning import begin
from retention.terms import Step


def beside(work):
    """Return a thread that works on a connection of its own, begun."""

    def alone():
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=alone)
    thread.start()
    return thread


def somebody_waits():
    """Say whether somebody stands before a lock in the database of this test."""
    found = connection.settings_dict
    place = {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}
    with psycopg.connect(**place) as watcher:
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return watcher.execute(waiting).fetchone()[0] > 0


def begins(case):
    """Let the destruction begin, and no more than that."""
    begin([PurgeCase.objects.get(pk=case.pk)], found={})
    assert PurgeCase.objects.get(pk=case.pk).step == Step.FENCED


def mails(template):
    """Return how many mails of this template were queued."""
    return OutboxMessage.objects.filter(template=template).count()


def assert_nothing_went_out():
    """The sender knows, the contact got nothing, and the log says so."""
    assert not Disclosure.objects.exists()
    assert mails("report_delivered") == 0
    assert mails("report_held_back") == 1
    assert Event.objects.filter(event="report.held_back", outcome="refused").count() == 1
    assert not Event.objects.filter(event="report.delivered").exists()
