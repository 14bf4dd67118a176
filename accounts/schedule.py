"""The beat of this room."""

SCHEDULE = {"accounts.clear-old-sessions": {"task": "accounts.tasks.clear_old_sessions", "schedule": 3600.0}}
