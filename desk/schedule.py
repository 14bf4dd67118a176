"""When beat pokes this room."""

SCHEDULE = {
    "desk.finish-delays": {"task": "desk.tasks.finish_delays", "schedule": 60.0},
}
