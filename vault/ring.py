"""The key ring for what belongs to no safe: the fork's Fernet with keys of our own, one pair per use."""

from contextlib import suppress
from functools import lru_cache
from typing import Final

from django.core.signing import BadSignature
from django_cryptography.core.signing import FernetSigner
from django_cryptography.utils.crypto import FernetBytes, InvalidToken

from vault import keyring
from vault.facts import SealBroken

RING: Final = "AKKOORD_FIELD_KEYS"
FORMAT_BYTE: Final = 0x80
# Version 1, time 8, nonce 16, one block 16, MAC 32.
SHORTEST: Final = 73
_BROKEN: Final = (BadSignature, InvalidToken, ValueError)


def writing_id() -> str:
    """Return the id of the key that encrypts; raises KeyUnfit."""
    return next(iter(keyring.setting_keys(RING)))


def key_of(sealed: bytes, *, context: str) -> str | None:
    """Return the id of the key that a value is under, or none when the ring doesn't open it; raises KeyUnfit."""
    return next((key_id for key_id, key in keyring.setting_keys(RING).items() if _opens(key, sealed, context)), None)


def encrypt(plaintext: bytes, *, context: str) -> bytes:
    """Return the value under the writing key of the ring."""
    writing_key = next(iter(keyring.setting_keys(RING).values()))
    return _fernet(writing_key, context).encrypt(plaintext)


def decrypt(sealed: bytes, *, context: str) -> bytes:
    """Return the value under whichever key of the ring made it; raises SealBroken."""
    for key in keyring.setting_keys(RING).values():
        with suppress(*_BROKEN):
            return _fernet(key, context).decrypt(sealed)
    raise SealBroken


def encrypt_text(text: str, *, context: str) -> str:
    """Return text under the ring, as text."""
    return encrypt(text.encode(), context=context).hex()


def decrypt_text(sealed: str, *, context: str) -> str:
    """Return text made by encrypt_text; raises SealBroken."""
    try:
        return decrypt(bytes.fromhex(sealed), context=context).decode()
    except ValueError as broken:
        raise SealBroken from broken


def _opens(key: bytes, sealed: bytes, context: str) -> bool:
    try:
        _fernet(key, context).decrypt(sealed)
    except _BROKEN:
        return False
    return True


@lru_cache(maxsize=256)
def _fernet(key: bytes, context: str) -> FernetBytes:
    # The fork signs with SECRET_KEY whatever key it is given; with a signer of our own that key may change.
    signer = FernetSigner(keyring.derived(key, f"ring.mac.{context}"))
    return FernetBytes(keyring.derived(key, f"ring.encrypt.{context}"), signer)
