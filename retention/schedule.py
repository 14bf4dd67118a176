"""When beat pokes retention; the work itself is found in rows, so a missed poke loses nothing."""

SCHEDULE = {
    "retention.find-due": {"task": "retention.tasks.find_due_dossiers", "schedule": 60.0},
}
