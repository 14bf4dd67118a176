"""The signature under a certificate, over canonical JSON, with a key of this use alone."""

import json
from typing import Any

from vault import signing

USE = "retention.certificate"


def canonical(payload: dict[str, Any]) -> bytes:
    """Return the bytes that are signed: JSON with sorted keys and no spare spaces."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sign(payload: dict[str, Any]) -> str:
    """Return the signature under a certificate in hexadecimal."""
    return signing.sign(canonical(payload), use=USE).hex()


def holds(payload: dict[str, Any], signature: str) -> bool:
    """Say whether this installation signed exactly this certificate."""
    return signing.holds(bytes.fromhex(signature), canonical(payload), use=USE)
