"""Holds: what may not be destroyed for now."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from vault.clock import akkoord_now
from vault.facts import HoldAlreadyReleased, SafeIsFenced, SafeIsGone
from vault.models import HeldSafe, Hold, Safe
from vault.terms import HoldGround


@transaction.atomic
def place_hold(safe_ids: Collection[UUID], *, ground: HoldGround | str, review_on: date | None, by: UUID) -> Hold:
    """Forbid destruction of these safes; raises SafeIsFenced once that has begun, SafeIsGone for an unknown safe."""
    safes = list(Safe.objects.filter(id__in=safe_ids).order_by("id").select_for_update())
    if len(safes) != len(set(safe_ids)):
        raise SafeIsGone
    if any(safe.fenced_at for safe in safes):
        raise SafeIsFenced
    hold = Hold.objects.create(ground=HoldGround(ground), review_on=review_on, placed_by_id=by)
    HeldSafe.objects.bulk_create([HeldSafe(hold=hold, safe=safe) for safe in safes])
    return hold


@transaction.atomic
def release_hold(hold_id: UUID, *, by: UUID) -> Hold:
    """Lift the hold; raises HoldAlreadyReleased."""
    hold = Hold.objects.select_for_update(of=("self",)).get(id=hold_id)
    if hold.released_at is not None:
        raise HoldAlreadyReleased
    hold.released_at, hold.released_by_id = akkoord_now(), by
    hold.save(update_fields=["released_at", "released_by_id"])
    return hold
