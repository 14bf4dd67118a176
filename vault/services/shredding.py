"""The end of a safe: ledger, fence, key, in that order, and the proof of it by another path."""

from collections.abc import Collection
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections, transaction
from django.db.models import F
from django.db.models.functions import Greatest

from vault import keyring, sealing
from vault.clock import AkkoordNow
from vault.facts import KeyMissing, SafeIsHeld, SealBroken
from vault.keys.models import SafeKey
from vault.models import Safe
from vault.queries import held
from vault.remembering import write_down
from vault.services.safes import fence
from vault.terms import CANARY_LABEL


def shred(safe_ids: Collection[UUID], *, case_id: UUID, certificate_id: UUID | None) -> frozenset[UUID]:
    """Make these safes unreadable for ever and return those that this call shredded; raises SafeIsHeld, LedgerBehind.

    Each step is committed before the next, so this may not run inside a transaction. A kill in between leaves:
    after the ledger line, a safe that quarantine.replay() or a second call shreds; after the fence, the same with
    nothing new in it; after the key, a safe without a key and without a moment, which a second call completes.
    A second call may repeat the ledger line, and replaying a line twice changes nothing.
    """
    ids = _write_ledger(safe_ids, case_id=case_id, certificate_id=certificate_id)
    finish_shredding(ids)
    return ids


@transaction.atomic(durable=True)
def _write_ledger(safe_ids: Collection[UUID], *, case_id: UUID, certificate_id: UUID | None) -> frozenset[UUID]:
    # The line is written under the lock that a hold needs, so no hold can slip in between line and fence.
    waiting = Safe.objects.filter(id__in=safe_ids, shredded_at=None).order_by("id").select_for_update()
    ids = list(waiting.values_list("id", flat=True))
    if held(ids):
        raise SafeIsHeld
    if ids:
        write_down(
            "safe.shredded",
            {
                "safe_ids": [str(safe_id) for safe_id in ids],
                "case_id": str(case_id),
                "certificate_id": str(certificate_id) if certificate_id else None,
            },
        )
        fence(ids)
    return frozenset(ids)


def finish_shredding(safe_ids: Collection[UUID]) -> None:
    """Remove the keys of fenced safes, then note the moment; the last two steps of shred(), safe to repeat."""
    with transaction.atomic(using="keys", durable=True):
        keys = SafeKey.objects.filter(safe_id__in=safe_ids)
        # Locked first, so that a renewal at work has committed its fresh key before the delete looks which there are.
        list(keys.order_by("id").select_for_update().values_list("id"))
        keys.delete()
    moment = Greatest(AkkoordNow(), F("fenced_at"))
    with transaction.atomic(durable=True):
        Safe.objects.filter(id__in=safe_ids, shredded_at=None).update(shredded_at=moment)


def verify_shredded(safe_id: UUID) -> bool:
    """Return whether the safe is past reading: plain SQL finds no key, and its canary does not open."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT canary, fenced_at, shredded_at FROM vault_safe WHERE id = %s", [safe_id])
        row = cursor.fetchone()
    if row is None or row[1] is None or row[2] is None:
        return False
    with connections["keys"].cursor() as cursor:
        cursor.execute("SELECT wrapped, master_key_id FROM keys_safekey WHERE safe_id = %s", [safe_id])
        keys = cursor.fetchall()
    return not keys and not any(
        _canary_opens(bytes(row[0]), safe_id, bytes(wrapped), master_key_id) for wrapped, master_key_id in keys
    )


def _canary_opens(canary: bytes, safe_id: UUID, wrapped: bytes, master_key_id: str) -> bool:
    try:
        key = keyring.unwrap(wrapped, safe_id=safe_id, master_key_id=master_key_id)
        sealing.open_with(AESGCM(key), canary, safe_id=safe_id, label=CANARY_LABEL, row_id=safe_id)
    except (KeyMissing, SealBroken):
        return False
    return True
