"""What can happen in this room: loading, activating, deciding on record, acknowledging."""

from reglement.services.acknowledging import acknowledge
from reglement.services.activating import Impact, activate, preview_activation
from reglement.services.deciding import record_decision
from reglement.services.loading import export_profile, load_profile
from reglement.services.rulesets import (
    active_version,
    current_ruleset,
    deciding_version,
    law_floor,
    versions_since,
)

__all__ = [
    "Impact",
    "acknowledge",
    "activate",
    "active_version",
    "current_ruleset",
    "deciding_version",
    "export_profile",
    "law_floor",
    "load_profile",
    "preview_activation",
    "record_decision",
    "versions_since",
]
