"""Somebody who works beside the test, on a connection of his own, and who may have to wait for it."""

import threading

import psycopg
from django.db import connection, connections


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
