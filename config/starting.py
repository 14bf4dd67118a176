"""What web and worker make sure of before they serve anybody: every key that is needed is there."""

import logging
from typing import Any

from celery import bootsteps
from django.conf import settings
from django.db import DatabaseError

from vault import blind_places, ledger_bucket, masters, ring_places
from vault.facts import StorageOutOfReach
from vault.file_bucket import FileBucket

logger = logging.getLogger(__name__)


def refuse_to_start_without_keys() -> None:
    """Raise ImproperlyConfigured when a ring lacks a key that is used, or holds another in its place.

    A database that is out of reach or not migrated yet can't be asked; that is for the readiness door to say.
    """
    try:
        masters.refuse_unfit_ring()
        ring_places.refuse_unfit_ring()
        blind_places.refuse_unfit_ring()
    except DatabaseError:
        logger.warning("the keys could not be compared with the rings: database out of reach")


def refuse_to_start_on_unfit_buckets() -> None:
    """Raise ImproperlyConfigured when the ledger's bucket lets lines go, or that of the files keeps what is deleted.

    One that is out of reach can't be asked; that is for the readiness door to say.
    """
    try:
        ledger_bucket.refuse_without_lock()
        if settings.AKKOORD_STORAGE_BUCKET:
            FileBucket().refuse_what_is_kept()
    except (OSError, StorageOutOfReach):
        logger.warning("a bucket is out of reach")


class KeysAreThere(bootsteps.Step):
    """The same for a worker, before it takes its first task."""

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        refuse_to_start_without_keys()
        refuse_to_start_on_unfit_buckets()
        super().__init__(parent, **kwargs)
