"""The beat of the log, and of the renewal of the keys."""

SCHEDULE = {
    "audit-seal": {"task": "audit.tasks.seal", "schedule": 60.0},
    "audit-renew-keys": {"task": "audit.tasks.renew_keys", "schedule": 10 * 60.0},
}
