"""Ed25519 signatures by this installation, a key of its own for each use; what an earlier key signed still holds."""

from collections.abc import Iterator
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from vault import keyring


def sign(message: bytes, *, use: str) -> bytes:
    """Return the signature over the message for this use."""
    return next(_keys(use)).sign(message)


def holds(signature: bytes, message: bytes, *, use: str) -> bool:
    """Return whether this installation made the signature, for this use, over exactly this message."""
    return any(_made(key, signature, message) for key in _keys(use))


def public_key(*, use: str) -> bytes:
    """Return the key with which anybody can check signatures of this use that are made from now on."""
    return next(_keys(use)).public_key().public_bytes_raw()


def _made(key: Ed25519PrivateKey, signature: bytes, message: bytes) -> bool:
    try:
        key.public_key().verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _keys(use: str) -> Iterator[Ed25519PrivateKey]:
    """Give the key that signs, and then the others that are trusted; raises KeyUnfit."""
    yield _from_seed(keyring.derived(keyring.setting_key("AKKOORD_SIGNING_KEY"), use))
    if settings.AKKOORD_TRUSTED_SIGNING_KEYS:
        for seed in keyring.setting_keys("AKKOORD_TRUSTED_SIGNING_KEYS").values():
            yield _from_seed(keyring.derived(seed, use))


@lru_cache(maxsize=64)
def _from_seed(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)
