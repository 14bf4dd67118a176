"""What a rule may ask for before something is allowed: each need is one checkable thing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reglement import terms
from reglement.rules.base import Strict, TermOrHole


class ConsentNeed(Strict):
    """A consent in force, of at least this form, bound to what is listed."""

    kind: Literal["consent"]
    """Which need this is."""
    form: terms.ConsentForm
    """Lowest form that is enough."""
    bound_to: tuple[terms.ConsentScope, ...] = ()
    """What the consent must name: version: the exact document (hash); item: each category concerned; recipient,
    purpose; period: has an end. What a consent names always binds it, also where nothing is asked here: one for
    another document, recipient, purpose or category never counts."""
    names_treating_doctor: bool = False
    """The consent must name the items that come from the treating doctor."""
    after_reading: bool = False
    """The client must have given it after he opened this exact version to read it."""
    reading_time: TermOrHole | None = None
    """How long the client had this exact version at least, from the day on which it was shown to him, before he gave
    the consent: a yes that came sooner does not count; null: the text names no time."""
    not_older_than: TermOrHole | None = None
    """How long a consent counts from the moment it was given; null: until it is withdrawn or its own end."""


class ApprovalNeed(Strict):
    """An approval inside the bureau by someone in one of these roles."""

    kind: Literal["approval"]
    """Which need this is."""
    by_role: tuple[terms.ActorRole, ...] = Field(min_length=1)
    """Roles of which one must have approved. For two approvals write two needs."""
    by_another: bool = False
    """It must be somebody else than who acts: a second reader."""


class GroundNeed(Strict):
    """One recorded ground out of a closed set, always with evidence."""

    kind: Literal["ground"]
    """Which need this is."""
    one_of: tuple[terms.GroundKind, ...] = Field(min_length=1)
    """Grounds of which one must be recorded, always with evidence."""
    statute: bool = False
    """The statute must be named."""
    balanced: bool = False
    """The interests must have been weighed in writing."""
    decided_by: tuple[terms.ActorRole, ...] = ()
    """Someone in one of these roles must have decided; empty: whoever records it."""
    covers: tuple[Literal["recipient", "data"], ...] = ()
    """The ground must name this recipient and every category concerned, as a signed trajectplan does."""


class StartNoticeNeed(Strict):
    """A start notice about reports that reached the client."""

    kind: Literal["start_notice"]
    """Which need this is."""
    evidence: tuple[terms.NoticeEvidence, ...] = ("sent", "handed_over", "read", "signed")
    """Proofs of which one is enough."""
    items: tuple[terms.NoticeItem, ...] = ()
    """Parts that the notice must hold."""


class RightsNoticeNeed(Strict):
    """A notice that points the client to his rights."""

    kind: Literal["rights_notice"]
    """Which need this is."""
    evidence: tuple[terms.NoticeEvidence, ...] = ("sent", "handed_over", "read", "signed")
    """Proofs of which one is enough."""


class ReportingAgreementNeed(Strict):
    """An agreement about reports that covers these parts of the question."""

    kind: Literal["reporting_agreement"]
    """Which need this is."""
    covers: tuple[terms.AgreementPart, ...] = Field(min_length=1)
    """Parts of the question that must lie inside the agreement."""


class ChannelNeed(Strict):
    """One of these channels."""

    kind: Literal["channel"]
    """Which need this is."""
    one_of: tuple[terms.Channel, ...] = Field(min_length=1)
    """Ways of sending of which one must be used."""


class FormatNeed(Strict):
    """One of these file formats."""

    kind: Literal["format"]
    """Which need this is."""
    one_of: tuple[terms.ContentFormat, ...] = Field(min_length=1)
    """File formats of which one must be used."""


class RecipientBodyNeed(Strict):
    """An inspecting body that the text names."""

    kind: Literal["recipient_body"]
    """Which need this is."""
    one_of: tuple[str, ...] = Field(min_length=1)
    """Inspecting bodies in lower case, words joined by _ (oval, blik_op_werk)."""


class RequestConditionNeed(Strict):
    """A reason that the client claims with his request."""

    kind: Literal["request_condition"]
    """Which need this is."""
    one_of: tuple[terms.RightCondition, ...] = Field(min_length=1)
    """Reasons of which the client must give one."""


class ServiceNeed(Strict):
    """A service in which this is needed by its nature."""

    kind: Literal["service"]
    """Which need this is."""
    one_of: tuple[terms.ServiceType, ...] = Field(min_length=1)
    """Services of which it must be one."""


class NoticeNeed(Strict):
    """A notice about this event that reached the client, such as the one before a new purpose or category is used."""

    kind: Literal["notice"]
    """Which need this is."""
    event: terms.NoticeEvent
    """What the notice is about."""
    evidence: tuple[terms.NoticeEvidence, ...] = ("sent", "handed_over", "read", "signed")
    """Proofs of which one is enough."""
    at_least: TermOrHole | None = None
    """How long ago the client must have got it, so that he has time to answer; null: just before is enough."""


class SpacedNeed(Strict):
    """Time since the same was last done for the same recipient, such as one report a month at most."""

    kind: Literal["spaced"]
    """Which need this is."""
    at_least: TermOrHole
    """How long ago the last time must be; met as well when it is certain that there was no last time."""


class CategoriesNeed(Strict):
    """Nothing but these categories: every category concerned, by key or sensitivity, is on the list."""

    kind: Literal["categories"]
    """Which need this is."""
    within: tuple[str, ...] = Field(min_length=1)
    """Keys of categories or sensitivities that may be in it. A key stands for its own sensitivity in the catalogue
    (ordinary where it is not listed); any other that the data under it are said to have must be on the list too."""


class RecentNeed(Strict):
    """Data that are not older than this on the day of the question."""

    kind: Literal["recent"]
    """Which need this is."""
    within: TermOrHole
    """Greatest age; "unset": the text says recent and the organisation says how recent."""


class ShownNeed(Strict):
    """This exact version was shown to the client."""

    kind: Literal["shown"]
    """Which need this is."""
    at_least: TermOrHole | None = None
    """How long ago at least, so that the client has time to answer; null: just before is enough."""


class PeriodNeed(Strict):
    """An end that somebody filled in for this access, inspection or substitution, and that has not passed."""

    kind: Literal["period"]
    """Which need this is."""
    at_most: TermOrHole | None = None
    """How far away that end may lie, from the day of the question; null: the text names no longest time."""


class GroupNeed(Strict):
    """A figure about a group, in which no group is so small that people can be recognised."""

    kind: Literal["group"]
    """Which need this is."""
    people: int = Field(ge=2, le=1000)
    """How many people the smallest group must count; "no group smaller than ten" is 10."""


class PlainNeed(Strict):
    """Something that is there or not: an agreement, a signature, a need to know, a note."""

    kind: Literal[
        "agreement_on_file",
        "confidentiality",
        "need_to_know",
        "necessity_note",
        "identity_checked",
        "objection_weighed",
        "same_branch",
        "assigned",
        "authorised",
        "representation_proven",
    ]
    """agreement_on_file (signed agreement with the recipient), confidentiality (signed by who acts), need_to_know
    (assigned, or the need is written down), assigned (to this traject), authorised (given access to the system by who
    manages it), necessity_note, identity_checked, objection_weighed, same_branch,
    representation_proven."""


class AnyNeed(Strict):
    """One of several needs is enough."""

    kind: Literal["any"]
    """One of several needs is enough."""
    of: tuple[Need, ...] = Field(min_length=2)
    """The needs of which one is enough; they may be of any kind."""


Need = Annotated[
    ConsentNeed
    | ApprovalNeed
    | GroundNeed
    | StartNoticeNeed
    | RightsNoticeNeed
    | ReportingAgreementNeed
    | ChannelNeed
    | FormatNeed
    | RecipientBodyNeed
    | RequestConditionNeed
    | ServiceNeed
    | NoticeNeed
    | CategoriesNeed
    | RecentNeed
    | ShownNeed
    | SpacedNeed
    | PeriodNeed
    | GroupNeed
    | PlainNeed
    | AnyNeed,
    Field(discriminator="kind"),
]
AnyNeed.model_rebuild()
