"""Gate rules: what may be seen, written, used or sent, on which conditions, and what follows from it."""

from typing import Literal

from pydantic import Field

from reglement import terms
from reglement.rules.base import ArticleKey, RuleId, Strict, TermOrHole
from reglement.rules.needs import Need


class Match(Strict):
    """When a rule speaks: every line that is filled in must fit; within a line one word is enough."""

    recipient_class: tuple[terms.RecipientClass, ...] = ()
    recipient_kind: tuple[terms.RecipientKind, ...] = ()
    report_kind: tuple[terms.ReportKind, ...] = ()
    content_kind: tuple[terms.ContentKind, ...] = ()
    form: tuple[terms.ContentForm, ...] = ()
    channel: tuple[terms.Channel, ...] = ()
    carrier: tuple[terms.Carrier, ...] = ()
    category_tag: tuple[terms.Tag, ...] = ()
    category_key: tuple[str, ...] = ()
    phase: tuple[terms.Phase, ...] = ()
    actor_role: tuple[terms.ActorRole, ...] = ()
    employment: tuple[terms.Employment, ...] = ()
    service: tuple[terms.ServiceType, ...] = ()
    purpose: tuple[terms.Purpose, ...] = ()
    ground: tuple[terms.GroundKind, ...] = ()
    source: tuple[terms.Source, ...] = ()
    """Who provided the data."""
    same_branch: bool | None = None
    listed: bool | None = None
    """False: a category concerned is not in the catalogue of the text."""
    minor: bool | None = None
    """True: the client is younger than sixteen (UAVG 5)."""
    from_treating_doctor: bool | None = None
    marked_confidential: bool | None = None
    for_payment: bool | None = None
    residual: bool | None = None
    """True: it is about what remained of a dossier after its destruction."""
    objected: bool | None = None
    """True: the client refused, withdrew or objected to this use."""


class Duty(Strict):
    """Something that must be done because of a permitted act."""

    kind: terms.DutyKind
    channel: terms.DutyChannel = "any"
    within: TermOrHole | None = None
    """Term from the act; null: at once; "unset": the text leaves a hole that the organisation fills."""
    unless: tuple[Need, ...] = ()
    """The duty falls away when one of these is already there."""


class Limit(Strict):
    """A bound on what is allowed: read only, without export, with some data masked, until a day."""

    kind: terms.LimitKind
    category_tag: tuple[terms.Tag, ...] = ()
    """For mask: the sensitivities that stay hidden."""
    unless: tuple[Need, ...] = ()
    """The limit falls away when one of these is there."""


class GateRule(Strict):
    """One rule of the text about an act, pointing at the article that it comes from.

    `deny` forbids; `require` forbids as long as one of its needs is not met, and all matching requires add up; `allow`
    permits when all its needs are met; `limit` only narrows what others permit.
    """

    id: RuleId
    article: ArticleKey
    act: tuple[terms.Act, ...] = Field(min_length=1)
    effect: Literal["allow", "deny", "require", "limit"]
    match: Match = Match()
    except_: Match | None = Field(default=None, alias="except")
    """The rule does not speak when this fits."""
    needs: tuple[Need, ...] = ()
    unless: tuple[Need, ...] = ()
    """A deny or require does not speak when one of these is met."""
    duties: tuple[Duty, ...] = ()
    limits: tuple[Limit, ...] = ()
    also: tuple[ArticleKey, ...] = ()
    """Other articles of the same text that carry this rule."""
    law: tuple[ArticleKey, ...] = ()
    """Articles of the law floor that carry this rule."""
    part: str = Field(default="", max_length=40)
    """Part of the article, where its label is not precise enough (last sentence, second dash)."""
    precedence: int = Field(default=0, ge=-100, le=100)
    """When several articles refuse alike, the highest is named first. It changes no outcome."""
    note: str = ""
    """Why the text is read like this, for a lawyer."""
