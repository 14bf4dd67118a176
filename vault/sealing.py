"""The sealing of one value: AES-256-GCM, bound to its safe, its field's frozen label and its row."""

import os
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag

from vault import unlocking
from vault.ciphers import Cipher
from vault.facts import SealBroken

FORMAT: Final = b"\x01"
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
OVERHEAD: Final = len(FORMAT) + NONCE_BYTES + TAG_BYTES


def seal_bytes(plaintext: bytes, *, safe_id: UUID, label: str, row_id: UUID) -> bytes:
    """Return the value sealed for this place; needs no unlock, raises KeyMissing when the safe has no key."""
    return seal_with(unlocking.cipher_for_sealing(safe_id), plaintext, safe_id=safe_id, label=label, row_id=row_id)


def open_bytes(sealed: bytes, *, safe_id: UUID, label: str, row_id: UUID) -> bytes:
    """Return the value sealed for this place; raises SealedOutsideVault or SealBroken."""
    return open_with(unlocking.cipher_for_reading(safe_id), sealed, safe_id=safe_id, label=label, row_id=row_id)


def seal_with(cipher: Cipher, plaintext: bytes, *, safe_id: UUID, label: str, row_id: UUID) -> bytes:
    """Return format byte, nonce, ciphertext and tag."""
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + cipher.encrypt(nonce, plaintext, _place(safe_id, label, row_id))


def open_with(cipher: Cipher, sealed: bytes, *, safe_id: UUID, label: str, row_id: UUID) -> bytes:
    """Return the plaintext of a value sealed for exactly this place; raises SealBroken."""
    if len(sealed) < OVERHEAD or sealed[:1] != FORMAT:
        raise SealBroken
    try:
        return cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], _place(safe_id, label, row_id))
    except InvalidTag as broken:
        raise SealBroken from broken


def _place(safe_id: UUID, label: str, row_id: UUID) -> bytes:
    # Fixed widths first and the label last, so that no two places share a spelling.
    return FORMAT + safe_id.bytes + row_id.bytes + label.encode()
