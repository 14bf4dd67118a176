"""Doorbells of this room."""

from celery import shared_task

from audit.opening import assert_locked
from consent.tasks import announce_version
from desk.services.activating import finish_delays
from retention.tasks import follow_version
from ui.doors import no_content
from ui.ringing import ring


@shared_task(name="desk.tasks.finish_delays")
@no_content("Makes a version of the reglement hold after its day of waiting; no dossier is opened.")
def finish_waiting() -> None:
    """Make versions hold whose day of waiting is over, and let dossiers and people follow."""
    assert_locked()
    if finish_delays():
        ring(follow_version)
        ring(announce_version)
