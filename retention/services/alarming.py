"""A halt of destruction: telling those who answer for it, and writing down who lets all go on."""

from typing import Final

from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.queries import people_in
from audit.services import record
from audit.terms import Word
from dossiers.permits import acting_role
from mail.services import queue
from retention.models import PurgeCase
from retention.permissions import REVIEWERS
from vault import jumps
from vault.clock import today

# A machine that was ill for a moment is no reason to wake people.
ATTEMPTS_BEFORE_ALARM: Final = 5


def watch_clock() -> None:
    """Look at the clock, and mail directie and privacy officer once when it has jumped, whoever saw that first."""
    if jumps.is_steady():
        return
    _tell_reviewers("clock_jumped", f"clock-jumped:{jumps.found_at()}")


def tell_of_stopped() -> None:
    """Mail directie and privacy officer once a day for as long as a destruction keeps failing."""
    if PurgeCase.objects.unfinished().exclude(failure="").filter(attempts__gte=ATTEMPTS_BEFORE_ALARM).exists():
        _tell_reviewers("destruction_stopped", f"destruction-stopped:{today()}")


def _tell_reviewers(template: str, key: str) -> None:
    for user in people_in(REVIEWERS):
        queue(
            template=template,
            to=user.email,
            context={"link": f"{settings.AKKOORD_BASE_URL}/bewaren/"},
            idempotency_key=f"{key}:{user.pk}",
            language=user.language,
        )


@transaction.atomic
def accept_clock(*, by: User) -> None:
    """Let destructions begin again: this person says that the clock is right."""
    jumps.accept()
    record(Word.RETENTION_CLOCK_ACCEPTED, by=by, role=acting_role(by))
