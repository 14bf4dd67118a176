"""Ed25519 signatures by this installation, with a key of its own for each use."""

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from vault import keyring


def sign(message: bytes, *, use: str) -> bytes:
    """Return the signature over the message for this use."""
    return _key(use).sign(message)


def holds(signature: bytes, message: bytes, *, use: str) -> bool:
    """Return whether this installation made the signature, for this use, over exactly this message."""
    try:
        _key(use).public_key().verify(signature, message)
    except InvalidSignature:
        return False
    return True


def public_key(*, use: str) -> bytes:
    """Return the key with which anybody can check signatures of this use."""
    return _key(use).public_key().public_bytes_raw()


def _key(use: str) -> Ed25519PrivateKey:
    return _from_seed(keyring.derived(keyring.setting_key("AKKOORD_SIGNING_KEY"), use))


@lru_cache(maxsize=16)
def _from_seed(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)
