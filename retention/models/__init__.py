"""Dates of destruction, what the client chose about them, the cases that carry them out, and the certificates."""

from retention.models.cases import FAILED, MOMENTS, CasePart, Certificate, PurgeCase, PurgeCaseQuerySet
from retention.models.changes import TermChange, changes_counted
from retention.models.choices import ClosingChoice, latest_choices
from retention.models.ending import DossierTerm
from retention.models.lists import DestructionList, ListedCase
from retention.models.paper import PaperDossier, PaperHold
from retention.models.recipients import RecipientNotice
from retention.models.remains import DeidentifiedCopy, Figure, ResidualRecord
from retention.models.requests import ErasureRequest
from retention.models.warnings import Warned

__all__ = [
    "FAILED",
    "MOMENTS",
    "CasePart",
    "Certificate",
    "ClosingChoice",
    "DeidentifiedCopy",
    "DestructionList",
    "DossierTerm",
    "ErasureRequest",
    "Figure",
    "ListedCase",
    "PaperDossier",
    "PaperHold",
    "PurgeCase",
    "PurgeCaseQuerySet",
    "RecipientNotice",
    "ResidualRecord",
    "TermChange",
    "Warned",
    "changes_counted",
    "latest_choices",
]
