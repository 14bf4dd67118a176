"""What a difference does for the client: stricter protects him more, looser less; often that can be known."""

from collections.abc import Callable
from typing import Any, Final

from reglement.comparing.differences import Difference, Effect
from reglement.comparing.measuring import (
    OPPOSITE,
    by_rank,
    fewer,
    higher,
    longer,
    more,
    needs_compared,
    shorter,
    turned,
    wider,
)
from reglement.rules.gate import GateRule
from reglement.rules.keeping import RetentionRule

Weigh = Callable[[Any, Any], Effect]

# Terms of the law that stand where the text has none (AVG 12(3)).
LAW_DEADLINE: Final = "P1M"
FOREVER: Final = "P1000Y"
AT_ONCE: Final = "P0D"

# What it does when an entry of this list comes; when it goes, it does the opposite.
_COMING: dict[str, Effect] = {
    "right_rule": "stricter",
    "notice_rule": "stricter",
    "measure": "stricter",
    "complaint_route": "stricter",
    "residual_rule": "looser",
    "catalogue_item": "looser",
    "recipient": "looser",
    "purpose": "looser",
}
_RESTRICTING = frozenset({"deny", "require", "limit"})
_STRICTNESS = {"allow": 0, "limit": 1, "require": 2, "deny": 3}
_OPENNESS = {"indicative": 1, "minimum": 1, "enumerated": 0, "maximum": 0}

_PLAIN_FIELDS: dict[tuple[str, str], Weigh] = {
    ("metadata", "recipients_closed"): by_rank({False: 0, True: 1}),
    ("roles", "second_key"): by_rank({"delay": 0, "person": 1}),
    ("complaint_route", "who"): more,
    ("catalogue", "mode"): by_rank(_OPENNESS, up="looser"),
    ("catalogue_item", "services"): turned(wider),
    ("catalogue_item", "carriers"): turned(wider),
    ("catalogue_item", "source"): turned(wider),
    ("catalogue_item", "needs"): needs_compared,
    ("catalogue_item", "unspecified"): by_rank({False: 0, True: 1}),
    ("retention_rule", "term"): shorter(),
    ("retention_rule", "round_up"): by_rank({"none": 0, "month_end": 1, "year_end": 2}, up="looser"),
    ("retention_rule", "action"): by_rank({"deidentify": 0, "destroy": 1}),
    ("retention_rule", "client_override"): more,
    ("retention_rule", "override_conditions"): more,
    ("retention_rule", "closing_choice"): more,
    ("retention_rule", "extend_at_most"): shorter(absent=FOREVER),
    ("retention_rule", "decided_end"): more,
    ("retention_rule", "deviation"): fewer,
    ("retention_rule", "deviation.max"): shorter(),
    ("retention_rule", "deviation.reason_required"): by_rank({False: 0, True: 1}),
    ("retention_rule", "hold"): fewer,
    ("retention_rule", "hold.term"): shorter(),
    ("residual_rule", "fields"): fewer,
    ("residual_rule", "kind"): by_rank({"record": 0, "figures": 1}),
    ("residual_rule", "keeps"): fewer,
    ("residual_rule", "smallest_group"): higher,
    ("residual_rule", "term"): shorter(),
    ("residual_rule", "lookup_only"): by_rank({False: 0, True: 1}),
    ("right_rule", "phase"): by_rank({"running": 0, "closed": 0, None: 1}),
    ("right_rule", "window"): longer(absent=FOREVER),
    ("right_rule", "deadline"): shorter(absent=LAW_DEADLINE),
    ("right_rule", "interval"): shorter(absent=AT_ONCE),
    ("right_rule", "extension"): shorter(absent=AT_ONCE),
    ("right_rule", "conditions"): wider,
    ("right_rule", "channels"): more,
    ("right_rule", "fee"): by_rank({"may_charge": 0, "none": 1}),
    ("right_rule", "answer_parts"): more,
    ("right_rule", "requires"): fewer,
    ("right_rule", "representative"): by_rank({False: 0, True: 1}),
    ("notice_rule", "audience"): more,
    ("notice_rule", "items"): more,
    ("notice_rule", "within"): shorter(),
    ("notice_rule", "only_if"): by_rank({"important": 0, "any": 1}),
    ("notice_rule", "otherwise"): by_rank({"none": 0, "access_ends": 1}),
    ("measure", "review"): shorter(),
}
# Of a rule that restricts; the same change to a rule that permits does the opposite.
_GATE_FIELDS: dict[str, Weigh] = {"act": wider, "match": wider, "except_": turned(wider)}
# These do the same to both.
_GATE_ALIKE: dict[str, Weigh] = {
    "effect": by_rank(_STRICTNESS),
    "needs": needs_compared,
    "unless": turned(needs_compared),
    "duties": more,
    "limits": more,
    "takes_ground": by_rank({True: 0, False: 1}),
}
# Where it comes from and how it is told: no rule of it.
_TOLD = frozenset(
    {"note", "article", "override_article", "also", "law", "part", "label", "heading", "precedence", "order", "reason"}
)
_NEUTRAL_PARTS = frozenset(
    {"articles", "term", "role", "law_conflict", "organisation_choice", "default_deny", "purpose_binding"}
)


def weigh(difference: Difference) -> Effect:
    """Return what this difference does for the client, as far as the texts alone can say so."""
    if difference.change != "changed":
        entry = difference.old if difference.new is None else difference.new
        comes = _coming(difference.part, entry)
        return comes if difference.change == "added" else OPPOSITE[comes]
    return _changing(difference)


def _coming(part: str, entry: Any) -> Effect:
    if isinstance(entry, GateRule):
        return "stricter" if entry.effect in _RESTRICTING else "looser"
    if isinstance(entry, RetentionRule):
        # Of several terms the earliest counts, so one more can only bring the end nearer; a hold keeps it away.
        return "stricter" if entry.hold is None else "looser"
    return _COMING.get(part, "neutral")


def _changing(difference: Difference) -> Effect:
    part, field = difference.part, difference.field
    if part in _NEUTRAL_PARTS or field.split(".")[-1] in _TOLD:
        return "neutral"
    if part == "gate_rule":
        return _of_gate(difference)
    if (part, field) in _PLAIN_FIELDS:
        return _PLAIN_FIELDS[part, field](difference.before, difference.after)
    return "neutral" if part in ("metadata", "roles") else "unknown"


def _of_gate(difference: Difference) -> Effect:
    name, _, inner = difference.field.partition(".")
    before, after = difference.before, difference.after
    if name in _GATE_ALIKE:
        return _GATE_ALIKE[name](before, after)
    if difference.old.effect != difference.new.effect or name not in _GATE_FIELDS:
        return "unknown"
    if name == "except_" and not inner:
        # An exception that comes makes a rule speak less, one that goes makes it speak more.
        restricts_more: Effect = "looser" if before is None else "stricter"
    else:
        restricts_more = _GATE_FIELDS[name](before, after)
    return restricts_more if difference.new.effect in _RESTRICTING else OPPOSITE[restricts_more]
