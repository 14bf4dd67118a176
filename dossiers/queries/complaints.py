"""Whether the client made a complaint about a traject: here that is a hold with this ground on its dossier."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from dossiers.models import Dossier, Part
from vault.clock import AMSTERDAM
from vault.models import Hold
from vault.terms import HoldGround


@dataclass(frozen=True)
class Complaint:
    """Whether a complaint was made, is being handled, or was; and the day on which the last one was handled."""

    state: str
    closed_on: date | None = None


def complaint_of(dossier: Dossier) -> Complaint:
    """Return how the complaints about this traject stand; while one is open there is no end.

    A hold on the identity of the client alone is about no traject.
    """
    parts = Part.objects.filter(dossier=dossier).values("safe_id")
    about = Hold.objects.filter(Q(safes=dossier.safe_id) | Q(safes__in=parts), ground=HoldGround.COMPLAINT)
    found = about.aggregate(open=Count("pk", filter=Q(released_at=None)), last=Max("released_at"))
    if found["open"]:
        return Complaint("open")
    if found["last"] is None:
        return Complaint("none")
    return Complaint("closed", found["last"].astimezone(AMSTERDAM).date())
