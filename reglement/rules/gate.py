"""Gate rules: what may be seen, written, used or sent, on which conditions, and what follows from it."""

from typing import Final, Literal

from pydantic import Field

from reglement import terms
from reglement.rules.base import ArticleKey, RuleId, Strict, TermOrHole
from reglement.rules.needs import Need

# Lines of a match of which a question may hold several words at once.
SEVERAL_AT_ONCE: Final = frozenset({"category_tag", "category_key", "ground"})


class Match(Strict):
    """When a rule speaks: every line that is filled in must fit; within a line one word is enough."""

    recipient_class: tuple[terms.RecipientClass, ...] = ()
    """Who would receive or look in. staff and client are recipients too, when they look themselves."""
    recipient_kind: tuple[terms.RecipientKind, ...] = ()
    """For class opdrachtgever: employer, uwv, municipality, insurer, other, or unknown when nobody said."""
    report_kind: tuple[terms.ReportKind, ...] = ()
    """extensive or short_progress."""
    report_purpose: tuple[terms.ReportPurpose, ...] = ()
    """What the report is for; conclusion is the final report."""
    content_kind: tuple[terms.ContentKind, ...] = ()
    """What it is."""
    form: tuple[terms.ContentForm, ...] = ()
    """written or oral."""
    channel: tuple[terms.Channel, ...] = ()
    """How it would go."""
    carrier: tuple[terms.Carrier, ...] = ()
    """digital or paper."""
    category_tag: tuple[terms.Tag, ...] = ()
    """Fits when any category concerned has one of these sensitivities."""
    category_key: tuple[str, ...] = ()
    """Fits when any category concerned has one of these keys."""
    phase: tuple[terms.Phase, ...] = ()
    """running, or closed once the traject is."""
    complaint: tuple[terms.ComplaintState, ...] = ()
    """Whether the client made a complaint: none, open, or closed."""
    actor_role: tuple[terms.ActorRole, ...] = ()
    """Role of who acts."""
    employment: tuple[terms.Employment, ...] = ()
    """employed, contractor or none."""
    place: tuple[terms.Place, ...] = ()
    """office or elsewhere: where who acts is."""
    device: tuple[terms.Device, ...] = ()
    """bureau or own: whose device it is."""
    service: tuple[terms.ServiceType, ...] = ()
    """Service of the traject."""
    purpose: tuple[terms.Purpose, ...] = ()
    """What it is for."""
    ground: tuple[terms.GroundKind, ...] = ()
    """Fits when a ground of one of these kinds is recorded."""
    source: tuple[terms.Source, ...] = ()
    """Who provided the data."""
    same_branch: bool | None = None
    """True: who acts works in the branch of the traject."""
    listed: bool | None = None
    """False: a category concerned is not in the catalogue of the text."""
    outside_eea: bool | None = None
    """True: the recipient would keep or read the data outside the European Economic Area."""
    minor: bool | None = None
    """True: the client is younger than sixteen (UAVG 5)."""
    from_treating_doctor: bool | None = None
    """True: any item comes from a doctor who treats the client."""
    marked_confidential: bool | None = None
    """True: author or client marked an item as confidential."""
    for_payment: bool | None = None
    """True: the bureau would be paid for the data."""
    residual: bool | None = None
    """True: it is about what remained of a dossier after its destruction."""
    outlived: bool | None = None
    """True: it is about the part of a destroyed dossier that a statute or a longer term still keeps."""
    objected: bool | None = None
    """True: the client refused, withdrew or objected to this use."""


class Duty(Strict):
    """Something that must be done because of a permitted act."""

    kind: terms.DutyKind
    """What must be done: inform_client, show_client, dossier_note, tell_recipients, answer_client, reasoned_refusal,
    review (look at it again), ask_client."""
    channel: terms.DutyChannel = "any"
    """How: oral, written, portal or any."""
    within: TermOrHole | None = None
    """Term from the act; null: at once; "unset": the text leaves a hole that the organisation fills."""
    unless: tuple[Need, ...] = ()
    """The duty falls away when one of these is already there."""


class Limit(Strict):
    """A bound on what is allowed: read only, without export, with some data masked, until a day."""

    kind: terms.LimitKind
    """read_only, no_export, mask (hide some data), until (the day asked for), relevant_items, as_requested (no more
    than statute or court asks), lookup_only, deidentified, separate_store."""
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
    """Name of the rule, unique in the file: lower case, digits and dashes."""
    article: ArticleKey
    """Key of the article of this text that says so."""
    act: tuple[terms.Act, ...] = Field(min_length=1)
    """The acts that the rule is about: view, write, export, report, disclose, substitute, request_inbound,
    use_internally, audit, intake, start, record_consent. Never retain or exercise_right: these have retention_rule
    and right_rule."""
    effect: Literal["allow", "deny", "require", "limit"]
    """allow, deny, require or limit."""
    match: Match = Match()
    """When the rule speaks; left out: always."""
    except_: Match | None = Field(default=None, alias="except")
    """The rule does not speak when this fits."""
    needs: tuple[Need, ...] = ()
    """allow: all must be met, or it permits nothing. require: all must be met, or it forbids. Not for deny."""
    unless: tuple[Need, ...] = ()
    """A deny or require does not speak when one of these is met."""
    duties: tuple[Duty, ...] = ()
    """What must be done once the act is permitted."""
    limits: tuple[Limit, ...] = ()
    """Bounds on what is permitted."""
    takes_ground: bool = False
    """For a deny or require whose match names a ground. True: as long as the rule speaks, that ground counts as
    absent; an act that something else carries goes on. False: the whole act is refused."""
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
