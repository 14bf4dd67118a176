"""Reads of dossiers that are gone: a coach may know that his own was destroyed, and nothing of what was in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from dossiers.models import Dossier
from retention.models import Certificate
from retention.terms import Covers
from vault.clock import akkoord_now

# So long a bookmark or an open page is likely to lead its coach to a dossier that is no longer there.
LATELY: Final = timedelta(days=90)
SHOWN: Final = 50


@dataclass(frozen=True)
class GoneDossier:
    """A dossier that was destroyed lately: its number, when, and the certificate once that is made."""

    number: str
    destroyed_at: datetime
    certificate: str


def gone_lately(coach: Any) -> list[GoneDossier]:
    """Return the dossiers of trajecten that this person led which were destroyed lately, the latest first.

    Nobody else is told by it that there was such a dossier, and no page tells it of a number that is asked.
    """
    led = Dossier.objects.filter(traject__lead_coach=coach.pk, destroyed_at__gte=akkoord_now() - LATELY)
    found = list(led.order_by("-destroyed_at", "-number")[:SHOWN])
    made = Certificate.objects.filter(case__covers=Covers.DOSSIER, case__dossier_id__in=[one.pk for one in found])
    numbers = dict(made.values_list("case__dossier_id", "number"))
    return [GoneDossier(one.number, one.destroyed_at, numbers.get(one.pk, "")) for one in found if one.destroyed_at]
