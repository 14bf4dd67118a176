"""The doorbells of this room."""

from celery import shared_task

from accounts import services
from ui.doors import no_content


@shared_task
@no_content("sessions hold who logged in from where")
def clear_old_sessions() -> None:
    """Clear away sessions that are over."""
    services.clear_old_sessions()
