"""How an unexpected error is described: where it happened, never with what values."""

import traceback
from types import TracebackType
from typing import Any

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

    def get_traceback_text(self) -> str:
        """Return the report as plain text."""
        found = self.get_traceback_data()
        return "\n".join([found["exception_type"], *found["frames"]])

    def get_traceback_html(self) -> str:
        """Return nothing more than the plain text."""
        return f"<pre>{self.get_traceback_text()}</pre>"


def places(tb: TracebackType | None) -> list[str]:
    """Return file, line and function of each frame; a source line could quote a value, so none is shown."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(tb)]
