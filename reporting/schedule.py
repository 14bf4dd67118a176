"""The clock of reporting: lost bells are found within a quarter of a minute, senders told within one."""

from typing import Any, Final

SCHEDULE: Final[dict[str, dict[str, Any]]] = {
    "reporting.sweep-deliveries": {"task": "reporting.tasks.sweep_deliveries", "schedule": 15.0},
    "reporting.tell-senders": {"task": "reporting.tasks.tell_senders", "schedule": 60.0},
    "reporting.keep-apart": {"task": "reporting.tasks.keep_older_reports_apart", "schedule": 10 * 60.0},
}
