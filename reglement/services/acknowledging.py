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
# Getting a text is what the bureau did; reading and signing it is what the person did.
_BY_THE_BUREAU = frozenset({Acknowledgement.Evidence.SENT, Acknowledgement.Evidence.HANDED_OVER})


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
        is_sent = acknowledgement.evidence in _BY_THE_BUREAU
        record(
            Word.NOTICE_SENT if is_sent else word,
            by=None if is_sent else user,
            role="system" if is_sent else "",
            on_behalf_of_id=user.pk if is_sent else None,
            object_type="reglement.acknowledgement",
            object_id=acknowledgement.pk,
        )
    return acknowledgement
