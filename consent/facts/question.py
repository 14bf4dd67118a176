"""One question to the gate: ids of what it is about; every property of it is looked up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from consent.models import ContentVersion
from dossiers.catalogue import Category
from dossiers.models import Dossier, OpdrachtgeverContact

# One part of the facts as plain words; reglement.facts.Facts checks every one of them against its closed lists.
Words = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Who would do what with which dossier and content, towards whom, along which way and for what purpose."""

    act: str
    actor: User
    dossier: Dossier
    purpose: str
    content: ContentVersion | None = None
    contact: OpdrachtgeverContact | None = None
    recipient_class: str | None = None
    channel: str | None = None
    by_role: str | None = None
    carrier: str = "digital"
    assigned_for_now: bool = False
    """Only for a grant under way: the person is being assigned by the very act that asks."""
    categories: tuple[Category, ...] = ()
    """Where there is no content: may this person do so with data of these categories of the catalogue?"""
    source: str | None = None
    """Where there is no content: who would have provided data of these categories, if the question is about that."""
    until: date | None = None
    """Where access or a look is asked for a time: the last day of it."""
    documents: tuple[str, ...] = ()
    """Where a look is asked for: the ids of the documents that would be seen."""
    content_kind: str | None = None
    """Where there is no content: what it would be, such as a reference or the result of a test."""
    outlived: bool = False
    """Where there is no content: it is the part of a destroyed dossier that a statute or a longer term still keeps."""
