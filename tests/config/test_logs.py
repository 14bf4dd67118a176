"""A log line says what happened and where, never to whom."""

import json
import logging
import sys

import pytest
from django.db import IntegrityError, connection
from django.test import RequestFactory

from config.errors import PlainReporter
from config.logs import JsonFormatter


def logged(name, message, *arguments, **more):
    record = logging.LogRecord(name, logging.ERROR, "file.py", 1, message, arguments, more.pop("exc_info", None))
    record.__dict__.update(more)
    line = JsonFormatter().format(record)
    return json.loads(line), line


@pytest.fixture
def quoting_error(db):
    """An error of the database that quotes the row it is about."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE guests (name text CHECK (name <> 'Jansen'))")
        try:
            cursor.execute("INSERT INTO guests VALUES ('Jansen')")
        except IntegrityError:
            return sys.exc_info()
    return None


def test_error_is_told_by_class_and_place_without_its_text(quoting_error):
    assert "Jansen" in str(quoting_error[1])

    line, text = logged("reporting", "delivery failed", exc_info=quoting_error)

    assert line["error"] == "IntegrityError"
    assert any("test_logs.py" in place for place in line["places"])
    assert "Jansen" not in text


def test_failed_task_is_told_without_the_text_of_its_error(quoting_error):
    details = {"name": "mail.tasks.send", "id": "7", "exc": "IntegrityError('Jansen')", "traceback": "… Jansen …"}

    line, text = logged("celery.app.trace", "Task %(name)s[%(id)s] raised: %(exc)s", details, exc_info=quoting_error)

    assert line["message"] == "Task mail.tasks.send[7] raised: IntegrityError"
    assert "Jansen" not in text


def test_request_is_told_by_route_and_not_by_path():
    request = RequestFactory().get("/uitnodiging/geheim/?q=Jansen")

    line, text = logged("django.request", "%s: %s", "Not Found", request.path, request=request, status_code=404)

    assert line["status"] == 404
    assert "geheim" not in text


def test_error_report_shows_no_values(quoting_error):
    report = PlainReporter(None, *quoting_error).get_traceback_html()

    assert "IntegrityError" in report
    assert "Jansen" not in report
