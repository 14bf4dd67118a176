"""A whole ruleset: one version of a reglement, or the law floor, as articles and the rules that point at them."""

from datetime import date
from typing import Literal

from pydantic import Field

from reglement.rules.base import SHORT_NAME, ArticleKey, Strict
from reglement.rules.entitlements import ComplaintRoute, NoticeRule, RightRule
from reglement.rules.gate import GateRule
from reglement.rules.keeping import ResidualRule, RetentionRule
from reglement.rules.wordlists import (
    Catalogue,
    CatalogueItem,
    LawConflict,
    Measure,
    OrganisationChoice,
    PurposeEntry,
    RecipientEntry,
    RoleEntry,
    RoleMap,
    TermEntry,
)


class Metadata(Strict):
    """What kind of text this is, whose it is, and since when."""

    key: str = Field(pattern=SHORT_NAME)
    """Short name of the ruleset, printed in each citation."""
    kind: Literal["reglement", "law"]
    """reglement; law is only for the law floor."""
    name: str = Field(min_length=1, max_length=200)
    """Name of the text."""
    label: str = Field(min_length=1, max_length=80)
    """Label of this version, as people call it."""
    valid_from: date | None = None
    """First day on which it holds; at activation it may not lie in the future, nor before that of an older version."""
    supersedes: str | None = None
    """Label of the version that it replaces; left out by the first."""
    services: tuple[str, ...] = ()
    """Services as the text names them."""
    codes: tuple[str, ...] = ()
    """External codes and quality marks that the organisation signed."""
    available_at: tuple[Literal["website", "on_request", "portal", "start"], ...] = ()
    """Where people can get the text."""
    recipients_closed: bool = False
    """True when only the recipients that the text lists exist."""


class Article(Strict):
    """One article, told in our own words; the key is unique, the label is what the text prints."""

    key: ArticleKey
    """Unique in the file; what rules point at. Usually the printed label."""
    label: str = Field(min_length=1, max_length=60)
    """The label as the text prints it; a text may print one twice."""
    heading: str = Field(default="", max_length=200)
    """A short heading."""
    text: str = Field(min_length=1)
    """What the article says, in your own words."""


class DefaultDeny(Strict):
    """The articles that close the door when no rule opens it; a version without both is not activated."""

    disclosure: ArticleKey | None = None
    """Article that closes what goes out (report, disclose, export, request_inbound, audit)."""
    access: ArticleKey | None = None
    """Article that closes the rest (view, write, substitute, use_internally, intake, start)."""


# A reglement is a few pages; a list that is longer than this is an accident or an attack.
MANY = 1000


class Ruleset(Strict):
    """The rule form: everything that a profile file may hold."""

    metadata: Metadata
    """Which text this is, and since when it holds."""
    articles: tuple[Article, ...] = Field(min_length=1, max_length=MANY)
    """The articles of the text, each told in your own words; every rule points at one of them."""
    default_deny: DefaultDeny = DefaultDeny()
    """The articles that close the door when no rule opens it; both are needed to activate."""
    purpose_binding: ArticleKey | None = None
    """Article that binds every use to the listed purposes."""
    consent_capacity: ArticleKey | None = None
    """Article on who can consent; only the law floor has one."""
    holding: ArticleKey | None = None
    """Article on keeping for a claim, a complaint or a running request; only the law floor has one."""
    refusing: ArticleKey | None = None
    """Article on refusing a request with reasons; only the law floor has one."""
    costs: ArticleKey | None = None
    """Article on what a request may cost; only the law floor has one."""
    roles: RoleMap | None = None
    """Who in the bureau decides what the text leaves to it."""
    role: tuple[RoleEntry, ...] = Field(default=(), max_length=MANY)
    """What the text asks of each role that it knows."""
    catalogue: Catalogue | None = None
    """How the list of categories of data is meant; left out when the text lists none."""
    complaint_route: ComplaintRoute | None = None
    """Where a complaint goes."""
    purpose: tuple[PurposeEntry, ...] = Field(default=(), max_length=MANY)
    """The purposes that the text names. An act for any other purpose is refused once purpose_binding is filled in."""
    term: tuple[TermEntry, ...] = Field(default=(), max_length=MANY)
    """Words of the text with a meaning of their own, for people."""
    recipient: tuple[RecipientEntry, ...] = Field(default=(), max_length=MANY)
    """The classes of recipients that the text names, for people; gate rules decide."""
    catalogue_item: tuple[CatalogueItem, ...] = Field(default=(), max_length=MANY)
    """The categories of data that the text lists."""
    gate_rule: tuple[GateRule, ...] = Field(default=(), max_length=MANY)
    """What may be seen, written, used or sent, and on which conditions."""
    retention_rule: tuple[RetentionRule, ...] = Field(default=(), max_length=MANY)
    """How long data are kept."""
    residual_rule: tuple[ResidualRule, ...] = Field(default=(), max_length=MANY)
    """What may remain after destruction; what no rule names, may not remain."""
    right_rule: tuple[RightRule, ...] = Field(default=(), max_length=MANY)
    """What the client can claim. A right that the text does not name he still has under the law."""
    notice_rule: tuple[NoticeRule, ...] = Field(default=(), max_length=MANY)
    """What people must be told, and when."""
    measure: tuple[Measure, ...] = Field(default=(), max_length=MANY)
    """Security measures that the text promises."""
    law_conflict: tuple[LawConflict, ...] = Field(default=(), max_length=MANY)
    """Where text and law differ; the beheerder accepts each of them at activation."""
    organisation_choice: tuple[OrganisationChoice, ...] = Field(default=(), max_length=MANY)
    """What the organisation filled in where the text leaves a hole ("unset"); usually kept in a file of its own."""
