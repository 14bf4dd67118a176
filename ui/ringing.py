"""Rings a Celery task after the commit; a ring that is lost is found by the next sweep."""

import logging
from typing import Any

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def ring(task: Task, *ids: Any) -> None:
    """Publish the task on commit; with the broker down the page goes on, and the sweep does the work.

    Called by views and tasks, never by services.
    """

    def publish() -> None:
        try:
            task.apply_async(args=[str(each) for each in ids], retry=False, ignore_result=True)
        except OperationalError:
            logger.warning("broker out of reach, ring lost: %s", task.name)

    transaction.on_commit(publish, robust=True)
