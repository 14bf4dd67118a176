"""Reads of holds that somebody has to look at again: keeping longer than the text says needs a reason that lasts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from dossiers.models import Dossier, Part
from vault.clock import today
from vault.models import HeldSafe
from vault.terms import HoldGround


@dataclass(frozen=True)
class ReviewLine:
    """One dossier that is held, why, and on which day somebody would look again."""

    number: str
    ground: str
    review_on: date
    url: str


def holds_to_review() -> list[ReviewLine]:
    """Return the dossiers whose hold must be looked at again, the longest waiting first, in constant queries."""
    lying = HeldSafe.objects.filter(hold__released_at=None, hold__review_on__lte=today())
    found = list(lying.values_list("hold__review_on", "hold__ground", "hold_id", "safe_id"))
    numbers = _numbers_of({safe_id for *_hold, safe_id in found})
    held = {
        (review_on, numbers[safe_id], hold_id, ground)
        for review_on, ground, hold_id, safe_id in found
        if safe_id in numbers and review_on is not None
    }
    return [
        ReviewLine(number, str(HoldGround(ground).label), review_on, reverse("retention:dossier", args=[number]))
        for review_on, number, _hold_id, ground in sorted(held)
    ]


def _numbers_of(safe_ids: set[UUID]) -> dict[UUID, str]:
    """Return the number of the dossier per safe; the safe of a client's identity is of no dossier alone."""
    parts = Part.objects.filter(safe__in=safe_ids).values_list("safe_id", "dossier__number")
    return dict(parts) | dict(Dossier.objects.filter(safe__in=safe_ids).values_list("safe_id", "number"))
