"""Where a text says nothing: no mistake, but something that who writes one will want to know."""

from itertools import product
from typing import NamedTuple, get_args

from reglement import terms
from reglement.deciding.retention import Item, speaks_of
from reglement.loading.colliding import NOT_FOR_GATES
from reglement.loading.unlisted import unlisted_categories
from reglement.rules.ruleset import Ruleset


class Silences(NamedTuple):
    """Acts that no rule allows, carriers of which some dossier has no term, categories named and not listed."""

    acts: tuple[str, ...]
    carriers: tuple[str, ...]
    categories: tuple[str, ...] = ()


def silences_of(ruleset: Ruleset) -> Silences:
    """Return where this text says nothing, so that a door stays shut or a dossier has no end."""
    allowed = {act for rule in ruleset.gate_rule if rule.effect == "allow" for act in rule.act}
    acts = tuple(act for act in get_args(terms.Act) if act not in allowed | NOT_FOR_GATES)
    carriers = tuple(carrier for carrier in get_args(terms.Carrier) if not _ends(ruleset, carrier))
    return Silences(acts, carriers, unlisted_categories(ruleset))


def _ends(ruleset: Ruleset, carrier: str) -> bool:
    """Say whether every dossier on this carrier has a term, whatever its service and opdrachtgever."""
    plain = [rule for rule in ruleset.retention_rule if rule.hold is None]
    dossiers = product(get_args(terms.ServiceType), get_args(terms.RecipientKind))
    items = [Item(carrier=carrier, service=service, principal_kind=kind) for service, kind in dossiers]
    return all(any(speaks_of(rule, item) for rule in plain) for item in items)
