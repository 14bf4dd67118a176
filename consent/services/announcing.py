"""Telling people of a new version of the reglement, where the old or the new text promises that."""

from django.conf import settings
from django.db import transaction
from django.utils import translation

from accounts.models import User
from accounts.queries import organisation_name
from consent.queries.audiences import people_to_tell
from mail.services import queue
from reglement.models import Acknowledgement, ReglementVersion
from reglement.services import acknowledge, active_version, promises_between
from reglement.services.noticing import Promise, promises_to_keep
from ui.dates import exact_words

# What one sweep tells; the next goes on where it stopped, because each person told is a row.
BATCH = 500
TEMPLATES = {"client": "reglement_changed", "opdrachtgever": "reglement_changed", "staff": "reglement_acknowledge"}


def announce_version(limit: int = BATCH) -> int:
    """Tell everybody who has to hear of the version that holds and has not been told; returns how many were told.

    Safe to repeat: being told is a record of its own, stored with the mail. The first version replaces nothing, so
    nobody is told that it changed; staff still hear that they have to acknowledge it.
    """
    version = active_version()
    told = 0
    for promise in promises_to_keep(promises_between(version), important=is_important(version)):
        for user in people_to_tell(promise.audience, version)[: limit - told]:
            _tell(user, version, promise)
            told += 1
    return told


def is_important(version: ReglementVersion) -> bool:
    """Say whether who proposed this version called the change important."""
    proposal = version.proposals.filter(activated_at__isnull=False).first()
    return proposal is not None and proposal.important


@transaction.atomic
def _tell(user: User, version: ReglementVersion, promise: Promise) -> None:
    acknowledge(
        user=user,
        kind=Acknowledgement.Kind.REGLEMENT,
        evidence=Acknowledgement.Evidence.SENT,
        text_sha256=version.sha256,
        version=version,
    )
    if promise.is_mailed:
        queue(
            template=TEMPLATES[promise.audience],
            to=user.email,
            context={
                "link": f"{settings.AKKOORD_BASE_URL}/reglement/bevestigen/",
                "organisation": organisation_name(),
                **(_last_day(user, version) if promise.audience == "staff" else {}),
            },
            idempotency_key=f"reglement-version:{version.pk}:{user.pk}",
            language=user.language,
        )


def _last_day(user: User, version: ReglementVersion) -> dict[str, str]:
    day = version.acknowledge_until
    with translation.override(user.language):
        return {} if day is None else {"until": exact_words(day)}
