"""Whether a certificate of destruction is as this installation gave it: the signed facts, or the exact PDF."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from retention.models import Certificate
from retention.services.signing import canonical, holds


@dataclass(frozen=True)
class Verdict:
    """What is found of one file: whether it holds, which certificate it is, and why not."""

    holds: bool
    number: str
    told: str


class NotACertificate(Exception):
    """The file is neither signed facts nor a PDF; carries what was expected."""


def as_file(certificate: Certificate) -> bytes:
    """Return the signed facts of a certificate as the file that check() reads."""
    words = {"certificate": certificate.payload, "signature": certificate.signature}
    return json.dumps(words, sort_keys=True, indent=2, ensure_ascii=False).encode() + b"\n"


def check(content: bytes) -> Verdict:
    """Say whether these bytes are a certificate of this installation, unchanged; raises NotACertificate.

    Signed facts need no database, only the signing key; a PDF is compared with what was given out.
    """
    return _check_pdf(content) if content.startswith(b"%PDF") else _check_facts(content)


def _check_facts(content: bytes) -> Verdict:
    payload, signature = _read(content)
    number = str(payload.get("number", ""))
    if not holds(payload, signature):
        return Verdict(holds=False, number=number, told="the signature does not hold: something was changed")
    return Verdict(holds=True, number=number, told="signed by this installation and unchanged")


def _read(content: bytes) -> tuple[dict[str, Any], str]:
    try:
        found = json.loads(content, object_pairs_hook=_each_once)
        payload, signature = found["certificate"], found["signature"]
        bytes.fromhex(signature)
        canonical(payload)
    except (ValueError, TypeError, KeyError, RecursionError) as unreadable:
        raise NotACertificate('expected JSON with "certificate" and "signature", or a PDF') from unreadable
    if not isinstance(payload, dict):
        raise NotACertificate('"certificate" must be an object')
    if beside := sorted(found.keys() - {"certificate", "signature"}):
        raise NotACertificate(f"{', '.join(beside)} is not signed: take out what is beside the certificate")
    return payload, signature


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object in which no name stands twice: a reader might believe the one, and the signature the other."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _check_pdf(content: bytes) -> Verdict:
    given = Certificate.objects.filter(pdf=content).first()
    if given is None:
        digest = sha256(content).hexdigest()
        return Verdict(
            holds=False, number="", told=f"no certificate was given out with this content (sha-256 {digest})"
        )
    if not holds(given.payload, given.signature):
        return Verdict(holds=False, number=given.number, told="the facts behind this PDF were changed in the database")
    return Verdict(holds=True, number=given.number, told="given out by this installation and unchanged")
