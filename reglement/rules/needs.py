"""What a rule may ask for before something is allowed: each need is one checkable thing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reglement import terms
from reglement.rules.base import Strict, TermOrHole


class ConsentNeed(Strict):
    """A consent in force, of at least this form, bound to what is listed."""

    kind: Literal["consent"]
    form: terms.ConsentForm
    """Lowest form that is enough."""
    bound_to: tuple[terms.ConsentScope, ...] = ()
    """version: the exact document (hash); item: each category concerned; recipient, purpose: named; period: has an
    end."""
    names_treating_doctor: bool = False
    """The consent must name the items that come from the treating doctor."""


class ApprovalNeed(Strict):
    """An approval inside the bureau by someone in one of these roles."""

    kind: Literal["approval"]
    by_role: tuple[terms.ActorRole, ...] = Field(min_length=1)


class GroundNeed(Strict):
    """One recorded ground out of a closed set, always with evidence."""

    kind: Literal["ground"]
    one_of: tuple[terms.GroundKind, ...] = Field(min_length=1)
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
    evidence: tuple[terms.NoticeEvidence, ...] = ("sent", "handed_over", "read", "signed")
    items: tuple[terms.NoticeItem, ...] = ()
    """Parts that the notice must hold."""


class RightsNoticeNeed(Strict):
    """A notice that points the client to his rights."""

    kind: Literal["rights_notice"]
    evidence: tuple[terms.NoticeEvidence, ...] = ("sent", "handed_over", "read", "signed")


class ReportingAgreementNeed(Strict):
    """An agreement about reports that covers these parts of the question."""

    kind: Literal["reporting_agreement"]
    covers: tuple[terms.AgreementPart, ...] = Field(min_length=1)


class ChannelNeed(Strict):
    """One of these channels."""

    kind: Literal["channel"]
    one_of: tuple[terms.Channel, ...] = Field(min_length=1)


class FormatNeed(Strict):
    """One of these file formats."""

    kind: Literal["format"]
    one_of: tuple[terms.ContentFormat, ...] = Field(min_length=1)


class RecipientBodyNeed(Strict):
    """An inspecting body that the text names."""

    kind: Literal["recipient_body"]
    one_of: tuple[str, ...] = Field(min_length=1)


class RequestConditionNeed(Strict):
    """A reason that the client claims with his request."""

    kind: Literal["request_condition"]
    one_of: tuple[terms.RightCondition, ...] = Field(min_length=1)


class ServiceNeed(Strict):
    """A service in which this is needed by its nature."""

    kind: Literal["service"]
    one_of: tuple[terms.ServiceType, ...] = Field(min_length=1)


class NoticeNeed(Strict):
    """A notice about this event that reached the client, such as the one before a new purpose or category is used."""

    kind: Literal["notice"]
    event: terms.NoticeEvent
    evidence: tuple[terms.NoticeEvidence, ...] = ("sent", "handed_over", "read", "signed")


class CategoriesNeed(Strict):
    """Nothing but these categories: every category concerned, by key or sensitivity, is on the list."""

    kind: Literal["categories"]
    within: tuple[str, ...] = Field(min_length=1)


class RecentNeed(Strict):
    """Data that are not older than this on the day of the question."""

    kind: Literal["recent"]
    within: TermOrHole
    """Greatest age; "unset": the text says recent and the organisation says how recent."""


class ShownNeed(Strict):
    """This exact version was shown to the client."""

    kind: Literal["shown"]
    at_least: TermOrHole | None = None
    """How long ago at least, so that the client has time to answer; null: just before is enough."""


class PlainNeed(Strict):
    """Something that is there or not: an agreement, a signature, a need to know, a note, a period."""

    kind: Literal[
        "agreement_on_file",
        "confidentiality",
        "need_to_know",
        "necessity_note",
        "period",
        "identity_checked",
        "objection_weighed",
        "same_branch",
        "assigned",
        "representation_proven",
    ]


class AnyNeed(Strict):
    """One of several needs is enough."""

    kind: Literal["any"]
    of: tuple[Need, ...] = Field(min_length=2)


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
    | PlainNeed
    | AnyNeed,
    Field(discriminator="kind"),
]
AnyNeed.model_rebuild()
