"""Recording who got, read or signed a text."""

from typing import Any

from reglement.models import Acknowledgement, ReglementVersion


def acknowledge(
    *, user: Any, kind: str, evidence: str, text_sha256: str, version: ReglementVersion | None = None
) -> Acknowledgement:
    """Record that this person got, read or signed exactly this text; the same thing twice is one record."""
    acknowledgement, _fresh = Acknowledgement.objects.get_or_create(
        user=user, kind=kind, evidence=evidence, text_sha256=text_sha256, defaults={"version": version}
    )
    return acknowledgement
