"""Rules about what the client can claim and must be told: rights, notices, complaints."""

from typing import Literal

from pydantic import Field

from reglement import terms
from reglement.rules.base import ArticleKey, RuleId, Strict, Term, TermOrHole


class RightRule(Strict):
    """One right of the client, with the window, the term and the reasons that the text gives."""

    id: RuleId
    """Name of the rule, unique in the file: lower case, digits and dashes."""
    article: ArticleKey
    """Key of the article of this text that says so."""
    right: terms.Right
    """notice, access, rectify, supplement, erase, block, object, port or complain."""
    phase: terms.Phase | None = None
    """running: only until the traject is closed; closed: only after that; null: at any time."""
    window: Term | None = None
    """How long after closing it can be used; null: as long as there are data."""
    deadline: Term | None = None
    """Term for the answer; null: the term of the law."""
    conditions: tuple[terms.RightCondition, ...] = ()
    """Reasons of which the client must claim one; empty: none is asked."""
    channels: tuple[terms.RequestChannel, ...] = ()
    """Channels that the text names; a request through another is never refused for it."""
    fee: Literal["none", "may_charge"] = "none"
    """may_charge: the text lets the bureau ask money. The law makes the answer and the first copy free."""
    answer_parts: tuple[str, ...] = ()
    """What the answer holds, in plain words."""
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
    """Articles of the law floor that carry this too, such as "AVG 9"."""
    note: str = ""
    """Why the text is read like this, for a lawyer."""


class NoticeRule(Strict):
    """Something that people must be told, when, and which proof is kept."""

    id: RuleId
    """Name of the rule, unique in the file: lower case, digits and dashes."""
    article: ArticleKey
    """Key of the article of this text that says so."""
    event: terms.NoticeEvent
    """What sets it off: traject_start, version_activated, new_purpose, data_from_others, report_sent, rights,
    confidentiality, destruction, correction, breach."""
    timing: Literal["before", "at", "after", "any_time"]
    """before, at or after the event, or any_time. Told to people; a need of kind notice is what keeps a door shut."""
    items: tuple[str, ...] = ()
    """What the notice holds."""
    audience: tuple[terms.NoticeAudience, ...] = Field(min_length=1)
    """Who is told."""
    channel: tuple[terms.NoticeChannel, ...] = ()
    """How; email and portal go by themselves, the others are listed as yours to do."""
    evidence: tuple[terms.NoticeEvidence, ...] = ()
    """Proofs that are kept: sent, handed_over, read or signed."""
    only_if: Literal["any", "important"] = "any"
    """important: only for a change that the organisation calls important (or relevant), and for breach only when the
    risk is high. The house weighs it for version_activated; for other events it is told to people."""
    within: TermOrHole | None = None
    """With before: how long ahead; with at or after: the last day for telling. For version_activated and staff: how
    long they have to answer. Null: the text names none."""
    otherwise: Literal["none", "access_ends"] = "none"
    """What happens to somebody on the staff who has not acknowledged after that term."""
    law: tuple[ArticleKey, ...] = ()
    """Articles of the law floor that carry this too, such as "AVG 9"."""
    note: str = ""
    """Why the text is read like this, for a lawyer."""


class ComplaintRoute(Strict):
    """Where a complaint goes and who may make one."""

    article: ArticleKey
    """Key of the article of this text that says so."""
    who: tuple[Literal["client", "opdrachtgever", "representative"], ...] = Field(min_length=1)
    """Who may complain."""
    to: str
    """To whom, by role or body."""
    rules: str
    """Name of the rules for complaints."""
    authority_in_text: bool
    """Whether the text itself names the Autoriteit Persoonsgegevens; its route is always shown."""
