"""The words a reglement works with: its purposes, categories of data, recipients, roles and terms."""

from typing import Literal

from pydantic import Field

from reglement import terms
from reglement.rules.base import ArticleKey, RuleId, Strict, Term
from reglement.rules.needs import Need


class PurposeEntry(Strict):
    """A purpose that the text names, under the word the house uses for it."""

    key: terms.Purpose
    article: ArticleKey
    label: str
    ground: terms.LegalBasis | None = None
    """Legal basis (AVG 6); null: the text and the organisation do not name one."""
    subjects: tuple[terms.DataSubject, ...] = ("client",)
    """Whose data are used for it."""


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
    """What the text says about it, for people; what the house keeps stands in the fields below."""
    source: tuple[terms.Source, ...] = ()
    """From whom it may come; empty: from anyone."""
    services: tuple[terms.ServiceType, ...] = ()
    """Only in these services; empty: in each."""
    carriers: tuple[terms.Carrier, ...] = ()
    """Only on these carriers; empty: on each."""
    required_for: tuple[terms.ServiceType, ...] = ()
    """A traject of these services starts only when this is there."""
    needs: tuple[Need, ...] = ()
    """What must be there before it is written down."""
    law: tuple[ArticleKey, ...] = ()


class RecipientEntry(Strict):
    """A class of recipients that the text knows."""

    key: terms.RecipientClass
    article: ArticleKey
    label: str


class RoleMap(Strict):
    """Who in the bureau does what the text asks of someone."""

    article: ArticleKey
    controller: str
    """Role or body that decides about the data (the verantwoordelijke of the AVG), never a person's name."""
    activates: tuple[terms.ActorRole, ...] = Field(min_length=1)
    decides: tuple[terms.ActorRole, ...] = Field(min_length=1)
    contact: str = ""
    second_key: Literal["person", "delay"] = "person"
    """How a version is made to hold: by a second person, or, where one person runs the bureau, after a day."""


class RoleEntry(Strict):
    """A role that the text knows, with what it asks of it."""

    role: terms.ActorRole
    article: ArticleKey
    label: str
    """The word of the text for this role."""
    appointed_by: terms.ActorRole | None = None
    tasks: tuple[str, ...] = ()
    """What the text lets or makes this role do, in plain words."""


class Measure(Strict):
    """A security measure that the text promises."""

    id: RuleId
    article: ArticleKey
    label: str
    kept_by: Literal["product", "organisation"]
    """Whether the product itself keeps it, or people and buildings do."""
    review: Term | None = None
    """How often somebody looks whether it is kept."""
    by_role: terms.ActorRole | None = None
    """Who looks."""
    law: tuple[ArticleKey, ...] = ()


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
