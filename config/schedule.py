"""Collects the beat of every app: its schedule.py holds SCHEDULE, names to {"task": path, "schedule": seconds}."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any


def beat_schedule(apps: list[str]) -> dict[str, dict[str, Any]]:
    """Return Celery's beat schedule; raises ValueError when two apps use one name."""
    collected: dict[str, dict[str, Any]] = {}
    for app in apps:
        if find_spec(f"{app}.schedule") is None:
            continue
        for name, entry in import_module(f"{app}.schedule").SCHEDULE.items():
            if name in collected:
                raise ValueError(f"Two schedules are called {name}.")
            collected[name] = dict(entry)
    return collected
