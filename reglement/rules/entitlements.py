"""Rules about what the client can claim and must be told: rights, notices, complaints."""

from typing import Literal

from pydantic import Field

from reglement import terms
from reglement.rules.base import ArticleKey, RuleId, Strict, Term, TermOrHole


class RightRule(Strict):
    """One right of the client, with the window, the term and the reasons that the text gives."""

    id: RuleId
    article: ArticleKey
    right: terms.Right
    window: Term | None = None
    """How long after closing it can be used; null: as long as there are data."""
    deadline: Term | None = None
    """Term for the answer; null: the term of the law."""
    conditions: tuple[terms.RightCondition, ...] = ()
    """Reasons of which the client must claim one; empty: none is asked."""
    channels: tuple[terms.RequestChannel, ...] = ()
    """Channels that the text names; a request through another is never refused for it."""
    fee: Literal["none", "may_charge"] = "none"
    answer_parts: tuple[str, ...] = ()
    interval: TermOrHole | None = None
    law: tuple[ArticleKey, ...] = ()
    note: str = ""


class NoticeRule(Strict):
    """Something that people must be told, when, and which proof is kept."""

    id: RuleId
    article: ArticleKey
    event: Literal[
        "traject_start", "version_activated", "new_purpose", "report_sent", "rights", "confidentiality", "breach"
    ]
    timing: Literal["before", "at", "after", "any_time"]
    items: tuple[str, ...] = ()
    audience: tuple[Literal["client", "opdrachtgever", "staff", "public"], ...] = Field(min_length=1)
    channel: tuple[Literal["email", "website", "portal", "letter", "oral"], ...] = ()
    evidence: tuple[terms.NoticeEvidence, ...] = ()
    note: str = ""


class ComplaintRoute(Strict):
    """Where a complaint goes and who may make one."""

    article: ArticleKey
    who: tuple[Literal["client", "opdrachtgever", "representative"], ...] = Field(min_length=1)
    to: str
    rules: str
    authority_in_text: bool
    """Whether the text itself names the Autoriteit Persoonsgegevens; its route is always shown."""
