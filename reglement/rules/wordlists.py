"""The words a reglement works with: its purposes, categories of data, recipients, roles and terms."""

from typing import Literal

from pydantic import Field

from reglement import terms
from reglement.rules.base import CATEGORY_KEY, ArticleKey, RuleId, Strict, Term, TermOrHole
from reglement.rules.needs import Need


class PurposeEntry(Strict):
    """A purpose that the text names, under the word the house uses for it."""

    key: terms.Purpose
    """The word of the house for this purpose."""
    article: ArticleKey
    """Key of the article of this text that says so."""
    label: str
    """The purpose as people say it."""
    ground: terms.LegalBasis | None = None
    """Legal basis (AVG 6); null: the text and the organisation do not name one."""
    subjects: tuple[terms.DataSubject, ...] = ("client",)
    """Whose data are used for it."""


class Catalogue(Strict):
    """How the text lists categories of data, and what that means for a category outside the list."""

    article: ArticleKey
    """Key of the article of this text that says so."""
    mode: terms.CatalogueMode
    """enumerated and maximum refuse what is not listed; minimum and indicative ask a note of necessity."""


class CatalogueItem(Strict):
    """One category of data that the text lists."""

    article: ArticleKey
    """Key of the article of this text that says so."""
    key: str = Field(pattern=CATEGORY_KEY)
    """Short name of the category; questions name it by this key."""
    label: str
    """What people call it."""
    tag: terms.Tag
    """Sensitivity: ordinary, contact (address, telephone), identifying, identity_number (BSN), financial, sensitive,
    functional (work ability), medical (diagnosis, treatment), test, belief, criminal, or credential (passwords,
    always refused)."""
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
    unspecified: bool = False
    """True: the text lists it without saying what is in it (uploads, e-mail). Who writes it down says under which
    other category of the list it comes."""
    law: tuple[ArticleKey, ...] = ()
    """Articles of the law floor that carry this too, such as "AVG 9"."""


class RecipientEntry(Strict):
    """A class of recipients that the text knows."""

    key: terms.RecipientClass
    """The word of the house for this class."""
    article: ArticleKey
    """Key of the article of this text that says so."""
    label: str
    """What the text calls it."""


class RoleMap(Strict):
    """Who in the bureau does what the text asks of someone."""

    article: ArticleKey
    """Key of the article of this text that says so."""
    controller: str
    """Role or body that decides about the data (the verantwoordelijke of the AVG), never a person's name."""
    activates: tuple[terms.ActorRole, ...] = Field(min_length=1)
    """Roles that may propose a version to hold."""
    decides: tuple[terms.ActorRole, ...] = Field(min_length=1)
    """Roles that decide what the text leaves to the bureau."""
    contact: str = ""
    """Whom the client can turn to: a role or a mailbox, never a person's name."""
    second_key: Literal["person", "delay"] = "person"
    """How a version is made to hold: by a second person, or, where one person runs the bureau, after a day."""


class RoleEntry(Strict):
    """A role that the text knows, with what it asks of it."""

    role: terms.ActorRole
    """The word of the house for this role."""
    article: ArticleKey
    """Key of the article of this text that says so."""
    label: str
    """The word of the text for this role."""
    appointed_by: terms.ActorRole | None = None
    """Who appoints it."""
    tasks: tuple[str, ...] = ()
    """What the text lets or makes this role do, in plain words."""


class Measure(Strict):
    """A security measure that the text promises."""

    id: RuleId
    """Name of the rule, unique in the file: lower case, digits and dashes."""
    article: ArticleKey
    """Key of the article of this text that says so."""
    label: str
    """The measure in plain words."""
    kept_by: Literal["product", "organisation"]
    """Whether the product itself keeps it, or people and buildings do."""
    review: TermOrHole | None = None
    """How often somebody looks whether it is kept; "unset": the text says so and the organisation says how often."""
    by_role: terms.ActorRole | None = None
    """Who looks."""
    law: tuple[ArticleKey, ...] = ()
    """Articles of the law floor that carry this too, such as "AVG 9"."""


class TermEntry(Strict):
    """A word of the text and whom or what it means in which article."""

    word: str
    """The word as the text uses it."""
    means: str
    """What it means."""
    articles: tuple[ArticleKey, ...] = ()
    """In which articles; left out: in all."""


class LawConflict(Strict):
    """A place where the text and the law differ: the text is stored as written, the law prevails, both are cited."""

    article: ArticleKey
    """Key of the article of this text."""
    law: tuple[ArticleKey, ...] = Field(min_length=1)
    """Articles of the law floor that go before it."""
    effect: str
    """What the difference means in practice, in plain words."""


class OrganisationChoice(Strict):
    """A hole in the text that the organisation filled itself, visibly."""

    rule: str
    """Id of the rule with the hole."""
    field: str
    """Field that is filled; a duty inside a rule is written as duties.0.within."""
    value: Term
    """What the organisation chose, as a term."""
    reason: str
    """Why, and that it is its own choice; shown to everyone who reads the text."""
