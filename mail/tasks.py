"""The doorbells of the post."""

from celery import shared_task

from mail import services
from ui.doors import no_content


@shared_task
@no_content("the context of a message is a closed list of words: link, code, expiry, names of bureau and coach")
def send_due_mail(*_ids: str) -> None:
    """Send what is due; ids are only what woke the postman."""
    services.send_due()


@shared_task
@no_content("blanks addresses")
def forget_old_mail() -> None:
    """Blank addresses that are no longer needed."""
    services.forget_old()
