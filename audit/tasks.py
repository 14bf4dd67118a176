"""Doorbells of the log."""

from celery import shared_task

from audit.services import go_on_renewing, seal_log
from ui.doors import no_content

RENEWAL_SECONDS = 120.0


@shared_task
@no_content("seals hashes of events, and reads none of what they are about")
def seal() -> None:
    """Seal what is finished."""
    seal_log()


@shared_task
@no_content("seals anew under fresh keys what is in the safes; shows it to nobody")
def renew_keys() -> None:
    """Go on with a renewal of the keys, for less than a task may last; the next ring goes on where this one ends."""
    go_on_renewing(at_most_seconds=RENEWAL_SECONDS)
