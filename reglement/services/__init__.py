"""What can happen in this room: loading, activating, deciding on record, acknowledging."""

from reglement.services.acknowledging import acknowledge
from reglement.services.activating import (
    activate,
    confirm_activation,
    finish_delay,
    lock_versions,
    propose_activation,
    withdraw_proposal,
)
from reglement.services.deciding import record_decision
from reglement.services.loading import export_profile, load_profile
from reglement.services.noticing import promises_between, replaced_by
from reglement.services.previewing import Consequence, Impact, preview_activation
from reglement.services.rulesets import (
    active_version,
    current_ruleset,
    deciding_version,
    law_floor,
    versions_since,
)

__all__ = [
    "Consequence",
    "Impact",
    "acknowledge",
    "activate",
    "active_version",
    "confirm_activation",
    "current_ruleset",
    "deciding_version",
    "export_profile",
    "finish_delay",
    "law_floor",
    "load_profile",
    "lock_versions",
    "preview_activation",
    "promises_between",
    "propose_activation",
    "record_decision",
    "replaced_by",
    "versions_since",
    "withdraw_proposal",
]
