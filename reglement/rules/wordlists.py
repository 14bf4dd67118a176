"""The words a reglement works with: its purposes, categories of data, recipients, roles and terms."""

from pydantic import Field

from reglement import terms
from reglement.rules.base import ArticleKey, Strict


class PurposeEntry(Strict):
    """A purpose that the text names, under the word the house uses for it."""

    key: terms.Purpose
    article: ArticleKey
    label: str


class Catalogue(Strict):
    """How the text lists categories of data, and what that means for a category outside the list."""

    article: ArticleKey
    mode: terms.CatalogueMode
    """enumerated and maximum refuse what is not listed; minimum and indicative ask a note of necessity."""


class CatalogueItem(Strict):
    """One category of data that the text lists."""

    article: ArticleKey
    key: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,59}$")
    label: str
    tag: terms.Tag
    condition: str = ""
    source: tuple[str, ...] = ()


class RecipientEntry(Strict):
    """A class of recipients that the text knows."""

    key: terms.RecipientClass
    article: ArticleKey
    label: str


class RoleMap(Strict):
    """Who in the bureau does what the text asks of someone."""

    article: ArticleKey
    controller: str
    activates: tuple[terms.ActorRole, ...] = Field(min_length=1)
    decides: tuple[terms.ActorRole, ...] = Field(min_length=1)
    contact: str = ""


class TermEntry(Strict):
    """A word of the text and whom or what it means in which article."""

    word: str
    means: str
    articles: tuple[ArticleKey, ...] = ()


class LawConflict(Strict):
    """A place where the text and the law differ: the text is stored as written, the law prevails, both are cited."""

    article: ArticleKey
    law: tuple[ArticleKey, ...] = Field(min_length=1)
    effect: str


class OrganisationChoice(Strict):
    """A hole in the text that the organisation filled itself, visibly."""

    rule: str
    """Id of the rule with the hole."""
    field: str
    """Field that is filled; a duty inside a rule is written as duties.0.within."""
    value: str
    reason: str
