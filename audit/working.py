"""What surrounds every background task: an origin for its events, and no safe left open before or after it."""

import logging
from typing import Any

from celery import Task

from audit.opening import assert_locked
from audit.origin import origin
from vault import quarantine

logger = logging.getLogger(__name__)


class AuditedTask(Task):
    """The task class of the house."""

    abstract = True
    # What a restored backup brought back must not be mailed, moved or decided upon; only forgotten.
    runs_behind_closed_doors = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the task; raises VaultLeftOpen when a safe is open before or after it.

        Behind closed doors nothing is done: what must happen is a row, which the next sweep finds.
        """
        assert_locked()
        if not self.runs_behind_closed_doors and quarantine.doors_closed():
            logger.warning("a task waits: the doors are closed (%s)", self.name)
            return None
        with origin(f"task:{self.name}"):
            result = super().__call__(*args, **kwargs)
        assert_locked()
        return result
