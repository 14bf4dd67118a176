"""How an unexpected error is described: where it happened, never with what values."""

import traceback
from types import TracebackType
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter


class PlainReporter(ExceptionReporter):
    """Django's report without local variables, settings, request data or exception texts."""

    def get_traceback_data(self) -> dict[str, Any]:
        """Return the name of the error and the lines it passed."""
        return {
            "exception_type": self.exc_type.__name__ if self.exc_type else "",
            "frames": places(self.tb),
            "request": None,
        }

    def get_traceback_text(self) -> SafeString:
        """Return the report as plain text."""
        found = self.get_traceback_data()
        return SafeString("\n".join([found["exception_type"], *found["frames"]]))

    def get_traceback_html(self) -> SafeString:
        """Return nothing more than the plain text."""
        return format_html("<pre>{}</pre>", str(self.get_traceback_text()))


def places(tb: TracebackType | None) -> list[str]:
    """Return file, line and function of each frame; a source line could quote a value, so none is shown."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(tb)]
