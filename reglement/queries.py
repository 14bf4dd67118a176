"""Reads of reglementen and of who acknowledged what."""

from typing import Any

from reglement.models import Acknowledgement
from reglement.models.acknowledgements import AcknowledgementKind, Evidence


def has_signed_confidentiality(user: Any) -> bool:
    """Say whether this person signed a confidentiality statement."""
    signed = Acknowledgement.objects.filter(kind=AcknowledgementKind.CONFIDENTIALITY, evidence=Evidence.SIGNED)
    return signed.filter(user_id=user.pk).exists()
