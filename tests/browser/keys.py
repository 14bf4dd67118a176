"""People who work here and turn the keys of a version in their browsers."""

import re

from playwright.sync_api import Page

from accounts.models import User
from mail.models import OutboxMessage
from mail.rendering import written
from tests.factories.accounts import UserFactory
from tests.factories.consent import sign_confidentiality
from vault.blind import blind_index


def somebody(role: str, name: str) -> User:
    """Return somebody who works here and signed for secrecy."""
    user = UserFactory(**{role: True}, name=name)
    sign_confidentiality(user)
    return user


def code_for(user: User) -> str:
    """Return the newest code that was mailed to this person."""
    mails = OutboxMessage.objects.filter(to_index=blind_index("email", user.email)).order_by("-id")
    return next(found.group() for mail in mails if (found := re.search(r"\d{3} ?\d{3}", written(mail)[1])))


def turns_the_first_key(page: Page, answer: str) -> None:
    """Tick each place where the law prevails, say whether it is important, and propose."""
    for box in page.locator("[name=accepted]").all():
        box.check()
    page.get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Stel voor").click()


def turns_the_second_key(page: Page, code: str) -> None:
    """Type the code and confirm."""
    page.get_by_label("Code uit uw e-mail").fill(code)
    page.get_by_role("button", name="Laat deze versie gelden").click()
