"""The beat of the log."""

SCHEDULE = {"audit-seal": {"task": "audit.tasks.seal", "schedule": 60.0}}
