"""A real SMTP server on a loopback port that can break off the conversation where a test wants it."""

import asyncio
import socket
import threading
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Handler:
    """Keeps what arrives; `breaks` says where the line dies, `refuses` what is answered, `holds` keeps it waiting."""

    letters: list[Message] = field(default_factory=list)
    breaks: str = ""
    refuses: dict[str, str] = field(default_factory=dict)
    holds: threading.Event | None = None

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the sender."""
        self._break(server, "before DATA")
        envelope.mail_from = address
        return self.refuses.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the recipient."""
        answer = self.refuses.get("RCPT", "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the letter, or lose the line before or after it is kept."""
        self._break(server, "during DATA")
        if "DATA" in self.refuses:
            return self.refuses["DATA"]
        self.letters.append(message_from_bytes(envelope.content or b""))
        self._break(server, "after DATA")
        while self.holds is not None and not self.holds.is_set():
            await asyncio.sleep(0.02)
        return "250 OK"

    def _break(self, server: SMTP, where: str) -> None:
        if self.breaks == where:
            server.transport.abort()
            raise asyncio.CancelledError


class Server:
    """The server, on a port that was free; it can be switched off and on."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.handler = Handler()
        self.controller: Controller | None = None

    @property
    def letters(self) -> list[Message]:
        """Return what arrived."""
        return self.handler.letters

    def switch_on(self) -> None:
        """Listen."""
        self.controller = Controller(self.handler, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def switch_off(self) -> None:
        """Stop listening; once more does nothing."""
        if self.controller is not None:
            self.controller.stop()
        self.controller = None
