"""Sealed columns: what a model needs to keep content that only an audited opening can read."""

from vault.fields.columns import SealedDateField, SealedField, SealedJSONField, SealedTextField
from vault.fields.rows import SealedModel, SealedQuerySet
from vault.fields.shapes import SealedShape, sealed_check

__all__ = [
    "SealedDateField",
    "SealedField",
    "SealedJSONField",
    "SealedModel",
    "SealedQuerySet",
    "SealedShape",
    "SealedTextField",
    "sealed_check",
]
