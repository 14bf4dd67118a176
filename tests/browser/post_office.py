"""The mailboxes of everybody in a browser test, filled by a real worker over real SMTP."""

import re

from config.mailcatcher.catcher import MailCatcher
from config.mailcatcher.inbox import Mail
from tests.workers import wait_until

CODE = re.compile(r"^\s*(\d{3} ?\d{3}|[0-9A-Z]{3,8}(?:-[0-9A-Z]{3,8})?)\s*$", re.MULTILINE)
LINK = re.compile(r"https?://\S+")


class PostOffice:
    """Reads what arrived; a mail is read once, so that an old code is never taken for a new one."""

    def __init__(self, catcher: MailCatcher) -> None:
        """Begin with nothing read."""
        self._catcher = catcher
        self._read: set[str] = set()

    def mail_to(self, email: str, *, about: str = "") -> Mail:
        """Wait for a mail that this person has not read yet and whose subject says this, and read it."""
        while about not in (mail := self._next_to(email)).subject:
            continue
        return mail

    def code_for(self, email: str) -> str:
        """Return the code in the next mail that has one."""
        while (found := CODE.search(self._next_to(email).text)) is None:
            continue
        return found.group(1)

    def link_for(self, email: str, *, about: str) -> str:
        """Return the link in the next mail whose subject says this."""
        return self.link_in(self.mail_to(email, about=about))

    @staticmethod
    def link_in(mail: Mail) -> str:
        """Return the link in this mail."""
        found = LINK.search(mail.text)
        assert found is not None, "a mail without a link"
        return found.group(0)

    def _next_to(self, email: str) -> Mail:
        wait_until(lambda: bool(self._unread(email)))
        mail = self._unread(email)[0]
        self._read.add(mail.message_id)
        return mail

    def _unread(self, email: str) -> list[Mail]:
        mails = list(self._catcher.inbox.mails)[::-1]
        return [mail for mail in mails if email in mail.recipients and mail.message_id not in self._read]
