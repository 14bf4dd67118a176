"""The key ring for what belongs to no safe: the fork's Fernet with keys of our own, one pair per use."""

from functools import lru_cache
from typing import Final

from django.core.signing import BadSignature
from django_cryptography.core.signing import FernetSigner
from django_cryptography.utils.crypto import FernetBytes, InvalidToken

from vault import keyring
from vault.facts import SealBroken

FORMAT_BYTE: Final = 0x80
# Version 1, time 8, nonce 16, one block 16, MAC 32.
SHORTEST: Final = 73


def encrypt(plaintext: bytes, *, context: str) -> bytes:
    """Return the value under the writing key of the ring."""
    writing_key = next(iter(keyring.setting_keys("AKKOORD_FIELD_KEYS").values()))
    return _fernet(writing_key, context).encrypt(plaintext)


def decrypt(sealed: bytes, *, context: str) -> bytes:
    """Return the value under whichever key of the ring made it; raises SealBroken."""
    for key in keyring.setting_keys("AKKOORD_FIELD_KEYS").values():
        try:
            return _fernet(key, context).decrypt(sealed)
        except (BadSignature, InvalidToken, ValueError):
            continue
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


@lru_cache(maxsize=256)
def _fernet(key: bytes, context: str) -> FernetBytes:
    # The fork signs with SECRET_KEY whatever key it is given; with a signer of our own that key may change.
    signer = FernetSigner(keyring.derived(key, f"ring.mac.{context}"))
    return FernetBytes(keyring.derived(key, f"ring.encrypt.{context}"), signer)
