"""When beat pokes retention; the work itself is found in rows, so a missed poke loses nothing."""

SCHEDULE = {
    "retention.follow-version": {"task": "retention.tasks.follow_version", "schedule": 300.0},
    "retention.find-due": {"task": "retention.tasks.find_due_dossiers", "schedule": 60.0},
    "retention.print-certificates": {"task": "retention.tasks.print_certificates", "schedule": 60.0},
    "retention.clear-elsewhere": {"task": "retention.tasks.clear_elsewhere", "schedule": 3600.0},
    "retention.follow-departures": {"task": "retention.tasks.follow_departures", "schedule": 10 * 60.0},
    "retention.reopen": {"task": "retention.tasks.reopen_doors", "schedule": 300.0},
    "retention.prune-backups": {"task": "retention.tasks.prune_backups", "schedule": 3600.0},
}
