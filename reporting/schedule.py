"""The clock of reporting: lost bells are found within a quarter of a minute."""

from typing import Any, Final

SCHEDULE: Final[dict[str, dict[str, Any]]] = {
    "reporting.sweep-deliveries": {"task": "reporting.tasks.sweep_deliveries", "schedule": 15.0},
}
