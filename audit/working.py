"""What surrounds every background task: an origin for its events, and no safe left open before or after it."""

from typing import Any

from celery import Task

from audit.opening import assert_locked
from audit.origin import origin


class AuditedTask(Task):
    """The task class of the house."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the task; raises VaultLeftOpen when a safe is open before or after it."""
        assert_locked()
        with origin(f"task:{self.name}"):
            result = super().__call__(*args, **kwargs)
        assert_locked()
        return result
