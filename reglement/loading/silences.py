"""Where a text says nothing: no mistake, but something that who writes one will want to know."""

from typing import NamedTuple, get_args

from reglement import terms
from reglement.loading.checking import Finding
from reglement.loading.colliding import NOT_FOR_GATES
from reglement.loading.endless import Endless, without_end
from reglement.loading.unlisted import unlisted_categories
from reglement.loading.unrecorded import unrecorded_events
from reglement.rules.ruleset import Ruleset


class Silences(NamedTuple):
    """Acts that no rule allows, what nothing gives an end, where a category is named that is not listed."""

    acts: tuple[str, ...]
    endless: tuple[Endless, ...]
    categories: tuple[Finding, ...] = ()
    events: tuple[Finding, ...] = ()
    """Where a rule counts from an event that the house never writes down."""


def silences_of(ruleset: Ruleset) -> Silences:
    """Return where this text says nothing, so that a door stays shut or something has no end."""
    allowed = {act for rule in ruleset.gate_rule if rule.effect == "allow" for act in rule.act}
    acts = tuple(act for act in get_args(terms.Act) if act not in allowed | NOT_FOR_GATES)
    return Silences(acts, without_end(ruleset), tuple(unlisted_categories(ruleset)), tuple(unrecorded_events(ruleset)))
