"""JSON log lines that cannot carry personal data: error classes without texts, routes without paths."""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from config.errors import places

PATH_TELLING_LOGGERS = ("django.request", "django.security", "django.server")


class JsonFormatter(logging.Formatter):
    """One line of JSON for each event."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time, level, logger and message, and of an error only its class and where it was."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["places"] = places(record.exc_info[2])
        request = getattr(record, "request", None)
        route = getattr(request, "resolver_match", None)
        if route is not None:
            line["route"] = route.view_name
        if hasattr(record, "status_code"):
            line["status"] = record.status_code
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    if record.name.startswith(PATH_TELLING_LOGGERS):
        return "an answer that is not a success"  # the route and the status stand beside it
    if isinstance(record.args, Mapping):
        return str(record.msg) % _without_error_texts(record)
    if record.exc_info and record.name.startswith("celery"):
        return str(record.msg)
    return record.getMessage()


def _without_error_texts(record: logging.LogRecord) -> dict[str, Any]:
    # Celery quotes the exception and its traceback; a database error quotes the row it is about.
    arguments = dict(record.args) if isinstance(record.args, Mapping) else {}
    for name in ("exc", "traceback"):
        if name in arguments:
            arguments[name] = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "-"
    return arguments


def logging_settings(level: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything to standard error, as JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        # Django would mail errors to ADMINS and print requests; both go through the root handler instead.
        "loggers": {
            **{name: {"handlers": [], "propagate": True} for name in ("django", "django.server")},
            # They tell each step of each PDF; what goes wrong comes as a warning.
            **{name: {"level": "WARNING"} for name in ("weasyprint", "fontTools", "pikepdf")},
        },
    }
