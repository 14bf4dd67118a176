"""Dates of destruction, what the client chose about them, the cases that carry them out, and the certificates."""

from retention.models.changes import TermChange, changes_counted
from retention.models.choices import ClosingChoice, latest_choices
from retention.models.ending import MOMENTS, Certificate, DossierTerm, PurgeCase
from retention.models.requests import ErasureRequest

__all__ = [
    "MOMENTS",
    "Certificate",
    "ClosingChoice",
    "DossierTerm",
    "ErasureRequest",
    "PurgeCase",
    "TermChange",
    "changes_counted",
    "latest_choices",
]
