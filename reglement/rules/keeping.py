"""Rules about time: how long something is kept, what holds it, and what may remain."""

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
    form: str = "identifying"
    """In what form it is kept: identifying, or deidentified in a separate store."""


class RetentionRule(Strict):
    """How long these items are kept, counted from which event, and what happens then."""

    id: RuleId
    article: ArticleKey
    match: KeepingMatch = KeepingMatch()
    trigger: terms.Trigger
    term: TermOrHole | None = None
    """Left out only beside a hold whose statute the item itself must name."""
    round_up: str = Field(default="none", pattern="^(none|month_end|year_end)$")
    """Terms that run until the end of a month or of a calendar year."""
    bound: terms.Bound
    action: terms.EndAction = "destroy"
    client_override: tuple[terms.ClientOverride, ...] = ()
    override_conditions: tuple[terms.RightCondition, ...] = ()
    """For conditional_delete: the reasons that the text accepts."""
    deviation: AllowedDeviation | None = None
    hold: StatutoryHold | None = None
    law: tuple[ArticleKey, ...] = ()
    note: str = ""


class ResidualRule(Strict):
    """What may remain after destruction, for which purpose and how long."""

    id: RuleId
    article: ArticleKey
    fields: tuple[str, ...] = Field(min_length=1)
    purpose: str
    term: TermOrHole
    lookup_only: bool = False
    note: str = ""
