"""Two small doors for machines: is the process alive, and are its servers within reach and the house open."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connections
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from ui.doors import no_content
from vault import quarantine
from vault.facts import StorageOutOfReach
from vault.files import assert_storage_in_reach

logger = logging.getLogger(__name__)


@no_content("says only that the process answers")
@login_not_required
@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """Answer that this process runs."""
    return JsonResponse({"gezond": True})


@no_content("says only which servers answer")
@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer whether databases, Redis and files are within reach and the ledger agrees; 503 when not."""
    found = {alias: _database_answers(alias) for alias in ("default", "keys")} | {"redis": _redis_answers()}
    found["ledger"] = found["default"] and found["keys"] and _ledger_agrees()
    found["files"] = found["default"] and _files_are_there()
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def _database_answers(alias: str) -> bool:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.warning("database out of reach: %s", alias)
        return False
    return True


def _ledger_agrees() -> bool:
    why = quarantine.look_again()
    if why:
        logger.warning("the doors are closed: %s", why.value)
    return why is None


def _files_are_there() -> bool:
    try:
        assert_storage_in_reach()
    except StorageOutOfReach:
        logger.warning("the folder of sealed files is out of reach")
        return False
    return True


def _redis_answers() -> bool:
    try:
        cache.get("gereed")
    except RedisError:
        logger.warning("redis out of reach")
        return False
    return True
