"""Recording who got, read or signed which text."""

from typing import Any

from django.db import transaction

from audit.services import record
from audit.terms import Word
from reglement.models import Acknowledgement, ReglementVersion

_WORDS = {
    Acknowledgement.Kind.REGLEMENT: Word.REGLEMENT_ACKNOWLEDGED,
    Acknowledgement.Kind.CONFIDENTIALITY: Word.CONFIDENTIALITY_SIGNED,
}


@transaction.atomic
def acknowledge(
    *, user: Any, kind: str, evidence: str, text_sha256: str, version: ReglementVersion | None = None
) -> Acknowledgement:
    """Record that `user` got, read or signed this exact text; a second click returns the first record."""
    acknowledgement, is_new = Acknowledgement.objects.get_or_create(
        user=user,
        version=version,
        kind=Acknowledgement.Kind(kind),
        evidence=Acknowledgement.Evidence(evidence),
        text_sha256=text_sha256,
    )
    word = _WORDS.get(Acknowledgement.Kind(kind))
    if is_new and word is not None:
        record(word, by=user, object_type="reglement.acknowledgement", object_id=acknowledgement.pk)
    return acknowledgement
