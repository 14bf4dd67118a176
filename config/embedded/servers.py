"""Finds or starts the servers that the environment does not name."""

import os

from config import secret_material
from config.embedded import postgres, redis
from config.embedded.state import starting


def ensure_servers() -> list[str]:
    """Find or start the embedded servers; returns the names of those that this call started."""
    started: list[str] = []
    if os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".production"):
        return started
    with starting():
        if not _databases_are_given() and not postgres.is_running():
            postgres.start()
            started.append("PostgreSQL")
        if not secret_material.optional("REDIS_URL") and not redis.is_running():
            redis.start()
            started.append("Redis")
    return started


def stop_servers() -> list[str]:
    """Stop the embedded servers of this state folder; returns the names of those that ran."""
    stopped: list[str] = []
    with starting():
        if redis.is_running():
            redis.stop()
            stopped.append("Redis")
        if postgres.is_running():
            postgres.stop()
            stopped.append("PostgreSQL")
    return stopped


def _databases_are_given() -> bool:
    return bool(secret_material.optional("DATABASE_URL") and secret_material.optional("KEYS_DATABASE_URL"))
