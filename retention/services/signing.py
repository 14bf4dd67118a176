"""The signature under a certificate: Ed25519 over canonical JSON, with a key derived for this use alone."""

import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from vault import keyring


def canonical(payload: dict[str, Any]) -> bytes:
    """Return the bytes that are signed: JSON with sorted keys and no spare spaces."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sign(message: bytes) -> str:
    """Return the signature in hexadecimal."""
    return _key().sign(message).hex()


def holds(message: bytes, signature: str) -> bool:
    """Say whether the signature was made over exactly these bytes by this installation."""
    try:
        _key().public_key().verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _key() -> Ed25519PrivateKey:
    seed = keyring.derived(keyring.setting_key("AKKOORD_SIGNING_KEY"), "retention.certificate")
    return Ed25519PrivateKey.from_private_bytes(seed)
