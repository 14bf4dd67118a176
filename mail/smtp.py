"""Speaks SMTP, in steps, so that the caller can write down where a conversation was when it broke off."""

import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import parseaddr
from types import TracebackType

from django.conf import settings

from mail.facts import RecipientUnknown
from mail.terms import SMTP_TIMEOUT_SECONDS

PERMANENT = 500


class Postman:
    """One connection to the mail server, opened at the first letter and opened again after a break."""

    def __init__(self) -> None:
        self.connection: smtplib.SMTP | None = None

    def __enter__(self) -> "Postman":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.hang_up()

    def hand_over(self, email: EmailMessage, *, before_data: Callable[[], None]) -> None:
        """Deliver one letter; `before_data` runs when the server knows sender and recipient and no content yet.

        Raises RecipientUnknown, smtplib.SMTPException or OSError. After `before_data` an SMTPDataError means that the
        server refused the letter, and any other error that nobody knows whether it has it.
        """
        connection = self._connected()
        _name, sender = parseaddr(str(email["From"]))
        code, _words = connection.mail(sender)
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, b"", "")
        code, _words = connection.rcpt(str(email["To"]))
        if code >= PERMANENT:
            raise RecipientUnknown
        if code not in {250, 251}:
            raise smtplib.SMTPResponseException(code, b"")
        before_data()
        code, _words = connection.data(email.as_bytes())
        if code != 250:
            raise smtplib.SMTPDataError(code, b"")

    def start_again(self) -> None:
        """Make the connection fit for the next letter after a refusal; hang up if even that fails."""
        try:
            if self.connection is not None:
                self.connection.rset()
        except (smtplib.SMTPException, OSError):
            self.hang_up()

    def hang_up(self) -> None:
        """End the conversation, whatever state it is in."""
        connection, self.connection = self.connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()

    def _connected(self) -> smtplib.SMTP:
        if self.connection is None:
            self.connection = _connect()
        return self.connection


def _connect() -> smtplib.SMTP:
    kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
    timeout = min(settings.EMAIL_TIMEOUT or SMTP_TIMEOUT_SECONDS, SMTP_TIMEOUT_SECONDS)
    connection = kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=timeout)
    try:
        connection.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            connection.starttls()
            connection.ehlo()
        if settings.EMAIL_HOST_USER:
            connection.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except (smtplib.SMTPException, OSError):
        connection.close()
        raise
    return connection
