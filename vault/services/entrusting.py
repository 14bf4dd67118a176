"""What is entrusted to the ledger: the key of a safe, sealed under that of another which is about to be destroyed.

The ledger tells such a key to nobody: where the other key is gone, what lies there opens no more. Only an older backup
of `keys` brings the other one back, and that is just when the safe's own key is missing.
"""

import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from vault import keyring, sealing
from vault.ciphers import keys_of
from vault.facts import KeyMissing
from vault.keys.models import SafeKey
from vault.models import Safe
from vault.services.safes import canary_of
from vault.terms import BESIDE_LABEL, ENTRUSTED_LABEL, SafeKind

# It tells of a key only whether it is the one: who lacks the key learns nothing, also not whose it was.
_MARK: Final = b"akkoord\x00vault.entrusted.mark"


@dataclass(frozen=True)
class Entrusted:
    """A key under another, the mark by which who has the other finds it, and a value sealed under the key itself."""

    mark: str
    key: str
    beside: str


def entrust(safe_id: UUID, *, under: UUID, beside: bytes) -> Entrusted:
    """Return the key of a safe sealed under the current one of another, with a value; raises KeyMissing."""
    found = keys_of([safe_id, under])
    if safe_id not in found or under not in found:
        raise KeyMissing
    key, other = found[safe_id][0], found[under][0]
    sealed = sealing.seal_with(AESGCM(other), key, safe_id=safe_id, label=ENTRUSTED_LABEL, row_id=safe_id)
    value = sealing.seal_with(AESGCM(key), beside, safe_id=safe_id, label=BESIDE_LABEL, row_id=safe_id)
    return Entrusted(_mark_of(other), sealed.hex(), value.hex())


def with_key(safe_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these safes that have a key, whether this database knows them or not."""
    return frozenset(SafeKey.objects.filter(safe_id__in=safe_ids).values_list("safe_id", flat=True))


def marks_of(safe_ids: Collection[UUID]) -> dict[str, UUID]:
    """Return the marks of every key that these safes have now; raises KeyMissing for a wrong master key."""
    return {_mark_of(key): safe_id for safe_id, keys in keys_of(safe_ids).items() for key in keys}


def take_back(entrusted: Mapping[UUID, Entrusted], *, under: Collection[UUID]) -> frozenset[UUID]:
    """Give safes without a key their own again, where that of one of these others came back; return which.

    Safe to repeat. Raises SealBroken for what was not entrusted under the key whose mark it bears.
    """
    others = {_mark_of(key): key for keys in keys_of(under).values() for key in keys}
    lacking = set(entrusted).difference(with_key(entrusted))
    found = {safe_id: entrusted[safe_id] for safe_id in lacking if entrusted[safe_id].mark in others}
    with transaction.atomic(using="keys"):
        for safe_id, one in sorted(found.items()):
            key = sealing.open_with(
                AESGCM(others[one.mark]),
                bytes.fromhex(one.key),
                safe_id=safe_id,
                label=ENTRUSTED_LABEL,
                row_id=safe_id,
            )
            master_key_id, wrapped = keyring.wrap(key, safe_id=safe_id)
            SafeKey.objects.create(safe_id=safe_id, wrapped=wrapped, master_key_id=master_key_id)
    return frozenset(found)


def make_again(safe_id: UUID, *, kind: SafeKind | str, entrusted: Entrusted) -> tuple[Safe, bytes]:
    """Return a safe that a restored database does not know, with its own key, and the value that was beside it.

    Raises KeyMissing without its key, SealBroken when the value opens under none that it has.
    """
    keys = keys_of([safe_id]).get(safe_id)
    if not keys:
        raise KeyMissing
    value = bytes.fromhex(entrusted.beside)
    beside = sealing.open_with(AESGCM(keys[0]), value, safe_id=safe_id, label=BESIDE_LABEL, row_id=safe_id)
    canary = canary_of(keys[0], safe_id)
    safe, _made = Safe.objects.get_or_create(id=safe_id, defaults={"kind": SafeKind(kind), "canary": canary})
    return safe, beside


def _mark_of(key: bytes) -> str:
    return hmac.digest(key, _MARK, "sha256").hex()
