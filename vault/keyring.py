"""Keys from the settings, and the wrapping of a safe's key by a master key."""

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from vault.facts import KeyMissing, KeyUnfit

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
_FORMAT: Final = b"\x01"
_WRAP_LABEL: Final = b"vault.key\x00"


def setting_key(name: str) -> bytes:
    """Return the one key under this setting; raises KeyUnfit."""
    return _fit(getattr(settings, name, None))


def setting_keys(name: str) -> dict[str, bytes]:
    """Return the keys under this setting by id, the writing one first; raises KeyUnfit."""
    ring: Mapping[str, bytes] = getattr(settings, name, None) or {}
    if not ring:
        raise KeyUnfit
    return {key_id: _fit(key) for key_id, key in ring.items()}


@lru_cache(maxsize=256)
def derived(secret: bytes, context: str) -> bytes:
    """Return the key derived from a secret for one use (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"akkoord\x00" + context.encode()).derive(secret)


def new_key() -> bytes:
    """Return a fresh key for a safe."""
    return AESGCM.generate_key(bit_length=256)


def wrap(key: bytes, *, safe_id: UUID) -> tuple[str, bytes]:
    """Return the id of the writing master key and the safe's key wrapped by it."""
    master_key_id, master = next(iter(setting_keys("AKKOORD_MASTER_KEYS").items()))
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(master).encrypt(nonce, key, _wrap_context(safe_id, master_key_id))
    return master_key_id, _FORMAT + nonce + sealed


def unwrap(wrapped: bytes, *, safe_id: UUID, master_key_id: str) -> bytes:
    """Return the safe's key; raises KeyMissing when this house's master keys do not open it."""
    master = setting_keys("AKKOORD_MASTER_KEYS").get(master_key_id)
    if master is None or wrapped[:1] != _FORMAT:
        raise KeyMissing
    nonce, sealed = wrapped[1 : 1 + NONCE_BYTES], wrapped[1 + NONCE_BYTES :]
    try:
        return _cipher(master).decrypt(nonce, sealed, _wrap_context(safe_id, master_key_id))
    except InvalidTag as broken:
        raise KeyMissing from broken


def _wrap_context(safe_id: UUID, master_key_id: str) -> bytes:
    return _WRAP_LABEL + _FORMAT + safe_id.bytes + master_key_id.encode()


@lru_cache(maxsize=8)
def _cipher(master: bytes) -> AESGCM:
    return AESGCM(master)


def _fit(key: object) -> bytes:
    if not isinstance(key, bytes) or len(key) != KEY_BYTES:
        raise KeyUnfit
    return key
