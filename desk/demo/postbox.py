"""The letters of the demo: links and codes are taken from the outbox, as the addressee would take them."""

from django.db.models import F

from accounts.models import Invitation, StepUpCode
from mail.models import OutboxMessage
from mail.services import forget_old
from vault.clock import AMSTERDAM, akkoord_now


def token_of(invitation: Invitation) -> str:
    """Return what the link in this invitation ends in."""
    letter = OutboxMessage.objects.get(idempotency_key=f"invitation:{invitation.pk}")
    return str(letter.context["link"]).rstrip("/").rsplit("/", 1)[-1]


def code_of(step_up: StepUpCode) -> str:
    """Return the six digits that were mailed."""
    return str(OutboxMessage.objects.get(idempotency_key=f"step-up:{step_up.pk}").context["code"])


def put_away_old_letters() -> int:
    """Mark the letters of before today as sent, and forget the addresses of those that are older than a month.

    The one place where the demo writes to the outbox by hand: nobody ran a postman in its past, and the first one to
    come along would fill the inbox with three years of letters. What was queued today stays, and really goes out.
    """
    midnight = akkoord_now().astimezone(AMSTERDAM).replace(hour=0, minute=0, second=0, microsecond=0)
    old = OutboxMessage.objects.filter(sent_at=None, given_up_at=None, created_at__lt=midnight)
    count = old.update(data_started_at=F("created_at"), sent_at=F("created_at"), attempts=1)
    forget_old()
    return count
