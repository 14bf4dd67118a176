"""A whole ruleset: one version of a reglement, or the law floor, as articles and the rules that point at them."""

from datetime import date
from typing import Literal

from pydantic import Field

from reglement.rules.base import ArticleKey, Strict
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

    key: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")
    """Short name of the ruleset, printed in each citation."""
    kind: Literal["reglement", "law"]
    name: str = Field(min_length=1, max_length=200)
    label: str = Field(min_length=1, max_length=80)
    """Label of this version, as people call it."""
    valid_from: date | None = None
    supersedes: str | None = None
    services: tuple[str, ...] = ()
    """Services as the text names them."""
    codes: tuple[str, ...] = ()
    """External codes and quality marks that the organisation signed."""
    available_at: tuple[Literal["website", "on_request", "portal", "start"], ...] = ()
    recipients_closed: bool = False
    """True when only the recipients that the text lists exist."""


class Article(Strict):
    """One article, told in our own words; the key is unique, the label is what the text prints."""

    key: ArticleKey
    label: str = Field(min_length=1, max_length=60)
    heading: str = Field(default="", max_length=200)
    text: str = Field(min_length=1)


class DefaultDeny(Strict):
    """The articles that close the door when no rule opens it; a version without both is not activated."""

    disclosure: ArticleKey | None = None
    access: ArticleKey | None = None


class Ruleset(Strict):
    """The rule form: everything that a profile file may hold."""

    metadata: Metadata
    articles: tuple[Article, ...] = Field(min_length=1)
    default_deny: DefaultDeny = DefaultDeny()
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
    role: tuple[RoleEntry, ...] = ()
    catalogue: Catalogue | None = None
    complaint_route: ComplaintRoute | None = None
    purpose: tuple[PurposeEntry, ...] = ()
    term: tuple[TermEntry, ...] = ()
    recipient: tuple[RecipientEntry, ...] = ()
    catalogue_item: tuple[CatalogueItem, ...] = ()
    gate_rule: tuple[GateRule, ...] = ()
    retention_rule: tuple[RetentionRule, ...] = ()
    residual_rule: tuple[ResidualRule, ...] = ()
    right_rule: tuple[RightRule, ...] = ()
    notice_rule: tuple[NoticeRule, ...] = ()
    measure: tuple[Measure, ...] = ()
    law_conflict: tuple[LawConflict, ...] = ()
    organisation_choice: tuple[OrganisationChoice, ...] = ()
