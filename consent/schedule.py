"""What beat rings for this room."""

from typing import Any, Final

SCHEDULE: Final[dict[str, dict[str, Any]]] = {
    "consent.announce-version": {"task": "consent.tasks.announce_version", "schedule": 300.0},
    "consent.expire": {"task": "consent.tasks.expire_consents", "schedule": 3600.0},
    "consent.ring-objections": {"task": "consent.tasks.ring_objections", "schedule": 3600.0},
}
