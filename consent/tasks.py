"""Doorbells of this room."""

from celery import shared_task

from audit.opening import assert_locked
from consent.services.expiring import expire_consents as expire
from ui.doors import no_content


@shared_task
@no_content("Writes down which consents have expired; reads no content.")
def expire_consents() -> int:
    """Write down which consents have expired."""
    assert_locked()
    return expire()
