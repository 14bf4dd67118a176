"""The mails that came in, newest first, in memory only."""

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.smtp import SMTP, Envelope, Session

MOST_KEPT = 500


@dataclass(frozen=True)
class Mail:
    """One mail as it arrived."""

    recipients: tuple[str, ...]
    sender: str
    subject: str
    text: str
    message_id: str
    arrived_at: datetime


class Inbox:
    """Keeps what the SMTP server hands over."""

    def __init__(self) -> None:
        """Begin empty."""
        self.mails: deque[Mail] = deque(maxlen=MOST_KEPT)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (its name there)
        """Keep one mail and accept it."""
        raw = envelope.original_content or b""
        message = cast(EmailMessage, message_from_bytes(raw, policy=policy.default))
        body = message.get_body(preferencelist=("plain", "html"))
        self.mails.appendleft(
            Mail(
                recipients=tuple(envelope.rcpt_tos),
                sender=str(message.get("From", "")),
                subject=str(message.get("Subject", "")),
                text=body.get_content() if body else "",
                message_id=str(message.get("Message-ID", "")),
                arrived_at=datetime.now(UTC),
            )
        )
        return "250 OK"
