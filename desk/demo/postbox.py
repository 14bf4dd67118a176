"""The letters of the demo: links and codes are taken from the outbox, as the addressee would take them."""

from django.db.models import F

from accounts.login_audit import write_login
from accounts.models import Invitation, StepUpCode, User
from accounts.services import accept_invitation
from mail.models import OutboxMessage
from mail.services import forget_old
from vault.clock import AMSTERDAM, akkoord_now


def follow_link(invitation: Invitation, *, password: str | None = None) -> User:
    """Let the invited person follow the link in his mail and log in for the first time."""
    letter = OutboxMessage.objects.get(idempotency_key=f"invitation:{invitation.pk}")
    token = str(letter.context["link"]).rstrip("/").rsplit("/", 1)[-1]
    user = accept_invitation(token, password=password)
    user.last_login = akkoord_now()
    user.save(update_fields=["last_login"])
    write_login(user)
    return user


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
