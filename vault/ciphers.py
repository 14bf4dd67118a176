"""The keys of a safe as something that seals and opens: with the current key, and with a former one meanwhile."""

from collections import defaultdict
from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db.models import F

from vault import keyring
from vault.keys.models import SafeKey


class Cipher(Protocol):
    """What seals and opens: one key, or those of a safe."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Return ciphertext and tag."""

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Return the plaintext; raises InvalidTag."""


class SafeCipher:
    """The keys of one safe, the current one first: it seals with that, and opens with whichever fits."""

    def __init__(self, safe_id: UUID, keys: list[bytes]) -> None:
        self._safe_id = safe_id
        self._keep(keys)

    @property
    def current(self) -> AESGCM:
        """Return the key that was current when the keys were read: what is sealed in pieces keeps to one."""
        return self._ciphers[0]

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Return ciphertext and tag under the current key."""
        return self.current.encrypt(nonce, data, associated_data)

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Return the plaintext; raises InvalidTag when no key of the safe fits."""
        try:
            return self._open(nonce, data, associated_data)
        except InvalidTag:
            # Whoever opened the safe just before its key was renewed is not locked out.
            if not self._is_renewed():
                raise
            return self._open(nonce, data, associated_data)

    def _open(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        for cipher in self._ciphers[:-1]:
            try:
                return cipher.decrypt(nonce, data, associated_data)
            except InvalidTag:
                continue
        return self._ciphers[-1].decrypt(nonce, data, associated_data)

    def _is_renewed(self) -> bool:
        fresh = keys_of([self._safe_id]).get(self._safe_id, [])
        if set(fresh) <= set(self._keys):
            return False
        self._keep(fresh)
        return True

    def _keep(self, keys: list[bytes]) -> None:
        self._keys, self._ciphers = keys, [AESGCM(key) for key in keys]


def keys_of(safe_ids: Collection[UUID]) -> dict[UUID, list[bytes]]:
    """Return the unwrapped keys of each safe that has one, the current one first; raises KeyMissing."""
    found: dict[UUID, list[bytes]] = defaultdict(list)
    rows = SafeKey.objects.filter(safe_id__in=safe_ids).order_by(F("retired_at").asc(nulls_first=True))
    for safe_id, wrapped, master_key_id in rows.values_list("safe_id", "wrapped", "master_key_id"):
        found[safe_id].append(keyring.unwrap(bytes(wrapped), safe_id=safe_id, master_key_id=master_key_id))
    return dict(found)
