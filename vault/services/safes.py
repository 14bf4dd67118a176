"""The making and the fencing of safes."""

from collections.abc import Collection
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from vault import keyring, sealing
from vault.among import Ids
from vault.clock import NotBefore
from vault.facts import SafeIsHeld
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.models import Safe
from vault.queries import held
from vault.terms import CANARY_LABEL, SafeKind

CANARY = b"akkoord"


def create_safe(*, kind: SafeKind | str) -> Safe:
    """Make a safe; its key is committed first, so that content without a key can't exist.

    When the caller's transaction is rolled back the key is an orphan, which sweep_orphan_keys() removes.
    """
    safe_id, key = new_id(), keyring.new_key()
    master_key_id, wrapped = keyring.wrap(key, safe_id=safe_id)
    with transaction.atomic(using="keys"):
        SafeKey.objects.create(safe_id=safe_id, wrapped=wrapped, master_key_id=master_key_id)
    return Safe.objects.create(id=safe_id, kind=SafeKind(kind), canary=canary_of(key, safe_id))


def canary_of(key: bytes, safe_id: UUID) -> bytes:
    """Return what lies in every safe, sealed under its key: by it a key is known to be the right one."""
    return sealing.seal_with(AESGCM(key), CANARY, safe_id=safe_id, label=CANARY_LABEL, row_id=safe_id)


@transaction.atomic
def fence(safe_ids: Collection[UUID]) -> None:
    """Let nothing more into these safes; fencing twice changes nothing. Raises SafeIsHeld."""
    ids = list(
        Safe.objects.filter(id__among=Ids(safe_ids)).order_by("id").select_for_update().values_list("id", flat=True)
    )
    if held(ids):
        raise SafeIsHeld
    Safe.objects.filter(id__among=Ids(ids), fenced_at=None).update(fenced_at=NotBefore("created_at"))
