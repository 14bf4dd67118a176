"""Where the databases and Redis are: from the environment, else the embedded servers of the checkout."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import secret_material
from config.db import roles
from config.embedded import postgres, redis

ENGINE = "django.db.backends.postgresql"


def databases(*, embedded_allowed: bool = True) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES for both databases, each under the role this process works as."""
    return {
        "default": _database("DATABASE_URL", roles.DEFAULT, embedded_allowed=embedded_allowed),
        "keys": _database("KEYS_DATABASE_URL", roles.KEYS, embedded_allowed=embedded_allowed),
    }


def role_of_this_process(database: roles.DatabaseRoles) -> str:
    """Name the role to work as: owner when a command changes tables, else app."""
    return database.owner if os.environ.get("AKKOORD_DATABASE_ROLE") == "owner" else database.app


def redis_url(database: int, *, embedded_allowed: bool = True) -> str:
    """Return the address of one numbered Redis database, as the Redis client reads it."""
    given = secret_material.optional("REDIS_URL")
    if given:
        return f"{given.rstrip('/')}/{database}"
    _refuse_unless(embedded_allowed, "REDIS_URL")
    return f"unix://{redis.address()}?db={database}"


def broker_url(database: int, *, embedded_allowed: bool = True) -> str:
    """Return the same address as Celery reads it."""
    if secret_material.optional("REDIS_URL"):
        return redis_url(database)
    _refuse_unless(embedded_allowed, "REDIS_URL")
    return f"redis+socket://{redis.address()}?virtual_host={database}"


def _database(variable: str, names: roles.DatabaseRoles, *, embedded_allowed: bool) -> dict[str, Any]:
    url = secret_material.optional(variable)
    if url:
        found = _from_url(variable, url)
    else:
        _refuse_unless(embedded_allowed, variable)
        found = {
            "NAME": names.database,
            "USER": names.login,
            "HOST": str(postgres.address()),
            "PORT": str(postgres.PORT),
            "OPTIONS": {},
        }
    found["ENGINE"] = ENGINE
    found["OPTIONS"]["assume_role"] = role_of_this_process(names)
    found["CONN_MAX_AGE"] = 60
    found["CONN_HEALTH_CHECKS"] = True
    return found


def _from_url(variable: str, url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
        raise ImproperlyConfigured(f"{variable} must look like postgresql://user:password@host:port/name.")
    return {
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def _refuse_unless(embedded_allowed: bool, variable: str) -> None:  # noqa: FBT001 (private, reads as a sentence)
    if not embedded_allowed:
        raise ImproperlyConfigured(f"{variable} is not set; in production no embedded server is started.")
