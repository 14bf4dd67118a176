"""What typed models cannot see: rules that can do nothing, or would break a promise."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from reglement.loading.colliding import collisions
from reglement.loading.outlasting import outlasted
from reglement.rules.expected import Expected
from reglement.rules.gate import GateRule
from reglement.rules.ruleset import Ruleset
from reglement.rules.shapes import Place
from reglement.terms import NAMING_FIELDS, ResidualField

_NAMELESS = Expected("words", words=tuple(word for word in get_args(ResidualField) if word not in NAMING_FIELDS))


class Finding(NamedTuple):
    """A problem by its place in the document."""

    path: Place
    code: str
    expected: Expected | None = None


def check_ruleset(ruleset: Ruleset) -> Iterator[Finding]:
    """Yield everything that is wrong in and between the rules of a ruleset."""
    for index, rule in enumerate(ruleset.gate_rule):
        yield from _broken_promises(rule, index)
        yield from _misplaced_grounds(rule, index)
    for index, field, code, expected in collisions(ruleset):
        yield Finding(("gate_rule", index, field), code, expected)
    for index, field, code, expected in outlasted(ruleset):
        yield Finding(("retention_rule", index, field), code, expected)
    yield from _naming_figures(ruleset)
    if ruleset.metadata.supersedes == ruleset.metadata.label:
        yield Finding(("metadata", "supersedes"), "supersedes_itself", Expected("other_label"))
    for index, retention in enumerate(ruleset.retention_rule):
        if retention.term is None and retention.hold is None:
            yield Finding(("retention_rule", index, "term"), "missing_key", Expected("term_or_open"))


def _naming_figures(ruleset: Ruleset) -> Iterator[Finding]:
    """Yield figures that would be counted by somebody's name."""
    for index, residual in enumerate(ruleset.residual_rule):
        if residual.kind == "figures" and NAMING_FIELDS.intersection(residual.keeps):
            yield Finding(("residual_rule", index, "keeps"), "figures_name_somebody", _NAMELESS)


def _broken_promises(rule: GateRule, index: int) -> Iterator[Finding]:
    """Yield what would let a refusal open a door, or a rule that can do nothing."""
    place: Place = ("gate_rule", index)
    if rule.effect == "require" and not rule.needs:
        yield Finding((*place, "needs"), "empty_rule", Expected("entries_at_least", "1"))
    if rule.effect == "deny" and rule.needs:
        yield Finding((*place, "needs"), "misplaced_needs", Expected("instead", words=("unless",)))
    if rule.effect == "limit" and not rule.limits:
        yield Finding((*place, "limits"), "empty_rule", Expected("entries_at_least", "1"))
    if rule.effect in ("allow", "limit") and rule.unless:
        yield Finding((*place, "unless"), "misplaced_unless", Expected("instead", words=("needs", "except")))
    if rule.effect in ("allow", "limit") and rule.match.objected is not None:
        yield Finding(
            (*place, "match", "objected"), "objection_permits", Expected("effect", words=("deny", "require"))
        )
    if rule.match.objected is False or (rule.except_ is not None and rule.except_.objected is not None):
        yield Finding((*place, "except"), "objection_permits", Expected("match_objected"))


def _misplaced_grounds(rule: GateRule, index: int) -> Iterator[Finding]:
    """Yield what would take no ground away, or would open a door once a ground is taken away."""
    place: Place = ("gate_rule", index)
    if rule.takes_ground and not (rule.effect in ("deny", "require") and rule.match.ground):
        yield Finding((*place, "takes_ground"), "takes_no_ground", Expected("named_ground"))
    if rule.effect == "allow" and rule.except_ is not None and rule.except_.ground:
        yield Finding((*place, "except", "ground"), "ground_excepted", Expected("taking_rule"))


def missing_default_denies(ruleset: Ruleset) -> tuple[str, ...]:
    """Return which default-deny articles are still missing; a version without both is not activated."""
    deny = ruleset.default_deny
    missing = [name for name, key in (("disclosure", deny.disclosure), ("access", deny.access)) if key is None]
    return tuple(missing)
