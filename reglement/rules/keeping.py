"""Rules about time: how long something is kept, what holds it, and what may remain."""

from typing import Literal

from pydantic import Field

from reglement import terms
from reglement.rules.base import ArticleKey, RuleId, Strict, Term, TermOrHole


class KeepingMatch(Strict):
    """Which items a retention rule is about; nothing filled in: all of them."""

    carrier: tuple[terms.Carrier, ...] = ()
    category_tag: tuple[terms.Tag, ...] = ()
    category_key: tuple[str, ...] = ()
    service: tuple[terms.ServiceType, ...] = ()
    principal_kind: tuple[terms.RecipientKind, ...] = ()
    content_kind: tuple[terms.ContentKind, ...] = ()
    source: tuple[terms.Source, ...] = ()
    outcome: tuple[terms.Outcome, ...] = ()
    """How the traject ended."""


class AllowedDeviation(Strict):
    """The text lets the bureau keep longer in a single case."""

    role: tuple[terms.ActorRole, ...] = Field(min_length=1)
    """Who may decide so."""
    reason_required: bool = True
    max: TermOrHole | None = None
    """Longest extension after the term; null: the text names none."""


class StatutoryHold(Strict):
    """A statute obliges to keep these items for its own term."""

    statute: str | None = None
    """Statute and article; null: the text says "by law" and the item itself must name the statute."""
    term: Term | None = None
    form: terms.HoldForm = "identifying"
    """In what form it is kept: still naming the person, or de-identified."""
    store: terms.HoldStore = "dossier"
    """Where: in the dossier itself, or in a store of its own that daily work cannot reach."""


class ClosingTerm(Strict):
    """What the client may choose when his traject closes, and the term that goes with that choice."""

    choice: terms.ClosingChoice
    """keep: the bureau keeps it; take_along: the client gets it and the bureau lets go; destroy: it goes."""
    term: TermOrHole
    """Counted from the trigger of the rule; "P0D" is at once."""


class RetentionRule(Strict):
    """How long these items are kept, counted from which event, and what happens then."""

    id: RuleId
    article: ArticleKey
    match: KeepingMatch = KeepingMatch()
    trigger: terms.Trigger
    term: TermOrHole | None = None
    """Left out only beside a hold whose statute the item itself must name."""
    round_up: terms.RoundUp = "none"
    """Terms that run until the end of a month or of a calendar year."""
    bound: terms.Bound
    action: terms.EndAction = "destroy"
    client_override: tuple[terms.ClientOverride, ...] = ()
    override_conditions: tuple[terms.RightCondition, ...] = ()
    """For conditional_delete: the reasons that the text accepts."""
    closing_choice: tuple[ClosingTerm, ...] = ()
    """What the client may choose at closing; without a choice the term of the rule holds."""
    deviation: AllowedDeviation | None = None
    hold: StatutoryHold | None = None
    also: tuple[ArticleKey, ...] = ()
    """Other articles of the same text that carry this rule."""
    law: tuple[ArticleKey, ...] = ()
    note: str = ""


class ResidualRule(Strict):
    """What may remain after destruction, for which purpose and how long."""

    id: RuleId
    article: ArticleKey
    fields: tuple[str, ...] = Field(min_length=1)
    purpose: str
    term: TermOrHole
    trigger: terms.Trigger = "traject_end"
    round_up: terms.RoundUp = "none"
    lookup_only: bool = False
    """It may be looked up one by one, never listed, exported or reported."""
    client_override: tuple[Literal["object", "delete_now"], ...] = ()
    """The client may end it by objecting, or by asking to delete all."""
    note: str = ""
