"""What is known of safes without opening them."""

from collections.abc import Collection
from uuid import UUID

from vault.among import Ids
from vault.models import HeldSafe, Safe


def held(safe_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these safes on which a hold lies."""
    found = HeldSafe.objects.filter(safe_id__among=Ids(safe_ids), hold__released_at=None)
    return frozenset(found.values_list("safe_id", flat=True))


def live(safe_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these safes that are neither fenced nor shredded."""
    return frozenset(Safe.objects.filter(id__among=Ids(safe_ids), fenced_at=None).values_list("id", flat=True))
