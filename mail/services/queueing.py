"""Putting a message in the outbox, in the transaction of its cause."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings

from mail.facts import NotForMail
from mail.models import OutboxMessage
from mail.rendering import refuse_unless_complete
from mail.terms import CONTEXT_WORDS, LONGEST_VALUE
from vault.blind import blind_index
from vault.ids import new_id


def queue(
    *,
    template: str,
    to: str,
    context: Mapping[str, str | int],
    idempotency_key: str,
    language: str = "nl",
    not_before: datetime | None = None,
) -> OutboxMessage:
    """Put a message in the outbox; the same key again returns the message that is there already.

    It goes out only if the caller's transaction commits. Raises MailTemplateMissing, and NotForMail when the context
    holds anything but the few words that may travel by mail.
    """
    refuse_unless_complete(template)
    _refuse_unless_fit(context)
    message_id = new_id()
    fresh = OutboxMessage(
        id=message_id,
        template=template,
        language=language,
        to=to,
        to_index=blind_index("email", to),
        context=dict(context),
        idempotency_key=idempotency_key,
        message_id=f"<{message_id}@{_sender_domain()}>",
    )
    if not_before is not None:
        fresh.not_before = not_before
    # ON CONFLICT DO NOTHING waits for a transaction that is storing the same key and then sees its row.
    OutboxMessage.objects.bulk_create([fresh], ignore_conflicts=True)
    return OutboxMessage.objects.get(idempotency_key=idempotency_key)


def _refuse_unless_fit(context: Mapping[str, str | int]) -> None:
    for word, value in context.items():
        if word not in CONTEXT_WORDS or not isinstance(value, str | int) or len(str(value)) > LONGEST_VALUE:
            raise NotForMail(word)


def _sender_domain() -> str:
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return address.rpartition("@")[2] or "localhost"
