"""A halt of destruction: telling those who answer for it, and writing down who lets it go on."""

from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.queries import people_in
from audit.services import record
from audit.terms import Word
from dossiers.permits import acting_role
from mail.services import queue
from retention.permissions import REVIEWERS
from vault import jumps


def watch_clock() -> None:
    """Look at the clock, and mail directie and privacy officer once when it has jumped, whoever saw that first."""
    if jumps.is_steady():
        return
    found = jumps.found_at()
    for user in people_in(REVIEWERS):
        queue(
            template="clock_jumped",
            to=user.email,
            context={"link": f"{settings.AKKOORD_BASE_URL}/bewaren/"},
            idempotency_key=f"clock-jumped:{found}:{user.pk}",
            language=user.language,
        )


@transaction.atomic
def accept_clock(*, by: User) -> None:
    """Let destructions begin again: this person says that the clock is right."""
    jumps.accept()
    record(Word.RETENTION_CLOCK_ACCEPTED, by=by, role=acting_role(by))
