"""Rules about time: how long something is kept, what holds it, and what may remain."""

from typing import Literal

from pydantic import Field

from reglement import terms
from reglement.rules.base import ArticleKey, RuleId, Strict, Term, TermOrHole


class KeepingMatch(Strict):
    """Which items a retention rule is about; nothing filled in: all of them."""

    carrier: tuple[terms.Carrier, ...] = ()
    """digital or paper."""
    category_tag: tuple[terms.Tag, ...] = ()
    """Sensitivity of the item."""
    category_key: tuple[str, ...] = ()
    """Key of the category of the item."""
    service: tuple[terms.ServiceType, ...] = ()
    """Service of the traject."""
    principal_kind: tuple[terms.RecipientKind, ...] = ()
    """Kind of opdrachtgever."""
    content_kind: tuple[terms.ContentKind, ...] = ()
    """What the item is. A text that is to hold names only document, test_result and report: the house keeps no other
    apart."""
    source: tuple[terms.Source, ...] = ()
    """Who provided the item."""
    outcome: tuple[terms.Outcome, ...] = ()
    """How the traject ended."""


class AllowedDeviation(Strict):
    """The text lets the bureau keep longer in a single case."""

    role: tuple[terms.ActorRole, ...] = Field(min_length=1)
    """Who may decide so."""
    reason_required: bool = True
    """Whether the reason must be written down."""
    max: TermOrHole | None = None
    """Longest extension after the term; null: the text names none."""


class StatutoryHold(Strict):
    """A statute obliges to keep these items for its own term."""

    statute: str | None = None
    """Statute and article; null: the text says "by law" and the item itself must name the statute."""
    term: Term | None = None
    """How long the statute asks to keep it, from the trigger of the rule; left out: the term of the rule, or of the
    item itself."""
    form: terms.HoldForm = "identifying"
    """In what form it is kept: still naming the person, or de-identified."""
    store: terms.HoldStore = "dossier"
    """Where: in the dossier itself, or in a store of its own that daily work cannot reach."""


class ClosingTerm(Strict):
    """What the client may choose when his traject closes, and the term that goes with that choice."""

    choice: terms.ClosingChoice
    """keep: the bureau keeps it; take_along: the client gets it and the bureau lets go; destroy: it goes."""
    term: TermOrHole
    """Counted from the trigger of the rule, for take_along as well, although that choice only counts once the client
    got it; "P0D" is at once, whatever the rule rounds up to."""
    article: ArticleKey | None = None
    """Key of the article of this text that gives this choice, cited before that of the rule; null: it has none."""


class RetentionRule(Strict):
    """How long these items are kept, counted from which event, and what happens then."""

    id: RuleId
    """Name of the rule, unique in the file: lower case, digits and dashes."""
    article: ArticleKey
    """Key of the article of this text that says so."""
    match: KeepingMatch = KeepingMatch()
    """Which items; left out: all. Of several rules about one item the earliest end counts."""
    except_: KeepingMatch | None = Field(default=None, alias="except")
    """The rule is silent about these items, so that another may keep them longer. What is not known of an item is not
    excepted."""
    trigger: terms.Trigger
    """The event from which the term runs: traject_end, assignment_end, service_end, contract_end, document_event,
    report_final, outcome, last_traject_end, client_request, complaint_closed, intake, last_contact."""
    or_later: tuple[terms.Trigger, ...] = ()
    """Other events: the term runs from the last of them and the trigger that has happened, once the trigger has."""
    term: TermOrHole | None = None
    """Left out only beside a hold whose statute the item itself must name."""
    round_up: terms.RoundUp = "none"
    """Terms that run until the end of a month or of a calendar year."""
    bound: terms.Bound
    """How the text means the term: at_most, complete_within (gone and irrecoverable within it), as_a_rule, exactly."""
    action: terms.EndAction = "destroy"
    """destroy, or deidentify: what stays can no longer be traced to a person."""
    client_override: tuple[terms.ClientOverride, ...] = ()
    """What the client may do to a term that runs, on any day: shorten, extend, object, delete_now,
    conditional_delete."""
    extend_at_most: TermOrHole | None = None
    """For extend: the longest time that the client may ask for, from the end of the term, or of the term of his
    closing choice; null: the text names none."""
    override_article: ArticleKey | None = None
    """Key of the article of this text that lets the client do so, cited first once he did; null: it has none."""
    override_conditions: tuple[terms.RightCondition, ...] = ()
    """For conditional_delete: the reasons that the text accepts."""
    closing_choice: tuple[ClosingTerm, ...] = ()
    """What the client may choose once, when his traject closes, with a term that stands in place of that of the rule;
    without a choice the term of the rule holds."""
    decided_end: tuple[terms.ActorRole, ...] = ()
    """For "as long as necessary, at most ...": roles that may decide that it is no longer necessary. The term is then
    the longest time; empty: the term holds by itself."""
    deviation: AllowedDeviation | None = None
    """When the bureau may keep longer; left out: never."""
    hold: StatutoryHold | None = None
    """Makes this a rule that a statute asks: it stops destruction by any other rule until its term is over."""
    also: tuple[ArticleKey, ...] = ()
    """Other articles of the same text that carry this rule."""
    law: tuple[ArticleKey, ...] = ()
    """Articles of the law floor that carry this too, such as "AVG 9"."""
    note: str = ""
    """Why the text is read like this, for a lawyer."""


class ResidualRule(Strict):
    """What may remain after destruction, for which purpose and how long."""

    id: RuleId
    """Name of the rule, unique in the file: lower case, digits and dashes."""
    article: ArticleKey
    """Key of the article of this text that says so."""
    fields: tuple[str, ...] = Field(min_length=1)
    """What remains, in plain words."""
    kind: terms.ResidualKind = "record"
    """record: a line about one person; figures: numbers of people, in which nobody can be recognised."""
    keeps: tuple[terms.ResidualField, ...] = ()
    """What the house itself lets remain: for a record the words of the line, for figures what people are counted by.
    Empty: the house keeps nothing, whatever else remains elsewhere."""
    smallest_group: int = Field(default=10, ge=2, le=1000)
    """For figures: the fewest people of whom a number is shown; what is smaller is counted with the others."""
    purpose: str
    """What it is kept for, in plain words."""
    term: TermOrHole
    """How long it may remain."""
    trigger: terms.Trigger = "traject_end"
    """The event from which the term runs."""
    round_up: terms.RoundUp = "none"
    """none, month_end or year_end."""
    lookup_only: bool = False
    """It may be looked up one by one, never listed, exported or reported."""
    client_override: tuple[Literal["object", "delete_now"], ...] = ()
    """The client may end it by objecting, or by asking to delete all."""
    note: str = ""
    """Why the text is read like this, for a lawyer."""
