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
    """Shortest time between two requests; "unset": the text says reasonable and the organisation says how long."""
    extension: Term | None = None
    """How much longer the answer may take after a notice within the term; null: the text names none."""
    requires: tuple[terms.RequestRequirement, ...] = ()
    """What the request itself must hold: the changes that are wanted, an appointment."""
    representative: bool = False
    """The text says that a legal representative may ask as well; the law lets him always (UAVG 5)."""
    also: tuple[ArticleKey, ...] = ()
    """Other articles of the same text that carry this rule, such as the one on costs."""
    law: tuple[ArticleKey, ...] = ()
    note: str = ""


class NoticeRule(Strict):
    """Something that people must be told, when, and which proof is kept."""

    id: RuleId
    article: ArticleKey
    event: terms.NoticeEvent
    timing: Literal["before", "at", "after", "any_time"]
    items: tuple[str, ...] = ()
    audience: tuple[terms.NoticeAudience, ...] = Field(min_length=1)
    channel: tuple[terms.NoticeChannel, ...] = ()
    evidence: tuple[terms.NoticeEvidence, ...] = ()
    only_if: Literal["any", "important"] = "any"
    """important: only for a change that the organisation calls important (or relevant)."""
    within: TermOrHole | None = None
    """Term for telling, or for the answer of who is told; null: the text names none."""
    otherwise: Literal["none", "access_ends"] = "none"
    """What happens to somebody on the staff who has not acknowledged after that term."""
    law: tuple[ArticleKey, ...] = ()
    note: str = ""


class ComplaintRoute(Strict):
    """Where a complaint goes and who may make one."""

    article: ArticleKey
    who: tuple[Literal["client", "opdrachtgever", "representative"], ...] = Field(min_length=1)
    to: str
    rules: str
    authority_in_text: bool
    """Whether the text itself names the Autoriteit Persoonsgegevens; its route is always shown."""
