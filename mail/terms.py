"""The words of the post: how often it tries, how long a claim lasts, how long an address stays."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """The languages a message can be written in."""

    NL = "nl", _("Nederlands")
    EN = "en", _("Engels")


# Longer than one SMTP dialogue may take (its socket time-outs included), so that two workers never hold one message.
LEASE: Final = timedelta(minutes=5)
SMTP_TIMEOUT_SECONDS: Final = 30
BATCH: Final = 50
# Waits of 30 s, 1, 2, 4 ... minutes, at most an hour: together about a day and a half.
ATTEMPTS: Final = 40
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=1)
# Address and context are needed to answer "did you mail me", not longer (AVG 5.1.e).
KEPT_AFTER_SENDING: Final = timedelta(days=30)

# Mail says that something waits, never what: a new word here is a decision about privacy.
CONTEXT_WORDS: Final = frozenset({"link", "organisation", "code", "coach", "days", "minutes", "role", "until"})
LONGEST_VALUE: Final = 500
