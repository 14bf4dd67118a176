"""The end of a safe: ledger, fence, key, in that order, and the proof of it by another path."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Q

from vault.among import Ids
from vault.clock import NotBefore
from vault.facts import SafeIsHeld
from vault.keys.models import SafeKey
from vault.models import Safe
from vault.queries import held
from vault.remembering import write_down
from vault.services.safes import fence


@dataclass(frozen=True)
class Shredding:
    """What one line of the ledger tells: which safes go, by which case, under which certificate, and what beside."""

    safe_ids: Collection[UUID]
    case_id: UUID
    certificate_id: UUID | None
    beside: Mapping[str, Any] = field(default_factory=dict)


def shred(safe_ids: Collection[UUID], *, case_id: UUID, certificate_id: UUID | None) -> frozenset[UUID]:
    """Make these safes unreadable for ever and return those that this call shredded; raises as shred_all() does."""
    return shred_all([Shredding(safe_ids, case_id, certificate_id)])


def shred_all(shreddings: Sequence[Shredding]) -> frozenset[UUID]:
    """Make the safes of all of these unreadable for ever and return those that this call shredded.

    Each step is committed before the next, so this may not run inside a transaction. A kill in between leaves:
    after the ledger lines, safes that quarantine.replay() or a second call shreds; after the fence, the same with
    nothing new in them; after the keys, safes without a key and without a moment, which a second call completes.
    A second call may repeat a ledger line, and replaying a line twice changes nothing.

    Raises SafeIsHeld for a hold on any of them, with nothing done to the others either, and LedgerBehind.
    """
    ids = _write_ledger(shreddings)
    finish_shredding(ids)
    return ids


@transaction.atomic(durable=True)
def _write_ledger(shreddings: Sequence[Shredding]) -> frozenset[UUID]:
    # The lines are written under the lock that a hold needs, so no hold can slip in between line and fence.
    named = {safe_id for one in shreddings for safe_id in one.safe_ids}
    waiting = Safe.objects.filter(id__among=Ids(named), shredded_at=None).order_by("id").select_for_update()
    is_fenced = dict(waiting.annotate(is_fenced=Q(fenced_at__isnull=False)).values_list("id", "is_fenced"))
    ids = frozenset(is_fenced)
    if held(ids):
        raise SafeIsHeld
    write_down("safe.shredded", [_told(one, mine) for one in shreddings if (mine := ids.intersection(one.safe_ids))])
    if to_fence := [safe_id for safe_id in ids if not is_fenced[safe_id]]:
        fence(to_fence)
    return ids


def _told(one: Shredding, safe_ids: Collection[UUID]) -> dict[str, Any]:
    return {
        **one.beside,
        "safe_ids": [str(safe_id) for safe_id in sorted(safe_ids)],
        "case_id": str(one.case_id),
        "certificate_id": str(one.certificate_id) if one.certificate_id else None,
    }


def finish_shredding(safe_ids: Collection[UUID]) -> None:
    """Remove the keys of fenced safes, then note the moment; the last two steps of shred(), safe to repeat."""
    with transaction.atomic(using="keys", durable=True):
        keys = SafeKey.objects.filter(safe_id__among=Ids(safe_ids))
        # Locked first, so that a renewal at work has committed its fresh key before the delete looks which there are.
        list(keys.order_by("id").select_for_update().values_list("id"))
        let_keys_go(safe_ids)
    with transaction.atomic(durable=True):
        Safe.objects.filter(id__among=Ids(safe_ids), shredded_at=None).update(shredded_at=NotBefore("fenced_at"))


def let_keys_go(safe_ids: Collection[UUID]) -> int:
    """Delete the keys of these safes and return how many; call it in a transaction of `keys`.

    That database knows no holds and lets no key go but of a safe that is named like this, whatever deletes it.
    """
    named = Ids(safe_ids)
    with connections["keys"].cursor() as cursor:
        cursor.execute("SELECT set_config('keys.shredding', %s, true)", [named.as_array])
    return SafeKey.objects.filter(safe_id__among=named).delete()[0]


def verify_shredded(safe_id: UUID) -> bool:
    """Return whether the safe is past reading, as not_shredded() looks at it."""
    return not not_shredded([safe_id])


def not_shredded(safe_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these safes that are not past reading, or unknown: plain SQL finds a key, or no end of them."""
    sought = Ids(safe_ids)
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT id FROM vault_safe"
            " WHERE id = ANY(%s::uuid[]) AND fenced_at IS NOT NULL AND shredded_at IS NOT NULL",
            [sought.as_array],
        )
        ended = {safe_id for (safe_id,) in cursor.fetchall()}
    with connections["keys"].cursor() as cursor:
        cursor.execute("SELECT safe_id FROM keys_safekey WHERE safe_id = ANY(%s::uuid[])", [sought.as_array])
        readable = {safe_id for (safe_id,) in cursor.fetchall()}
    return frozenset(safe_id for safe_id in safe_ids if safe_id not in ended or safe_id in readable)
