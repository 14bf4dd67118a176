"""What beat rings for this room."""

from typing import Any, Final

SCHEDULE: Final[dict[str, dict[str, Any]]] = {
    "consent.expire": {"task": "consent.tasks.expire_consents", "schedule": 3600.0},
}
