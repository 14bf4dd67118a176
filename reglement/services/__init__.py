"""What can happen to a reglement and under it: loading, activating, deciding, acknowledging."""

from reglement.loading import law_floor
from reglement.services.acknowledging import acknowledge
from reglement.services.activating import activate, preview_activation
from reglement.services.recording import record_decision
from reglement.services.versions import active_version, current_ruleset, load_profile

__all__ = [
    "acknowledge",
    "activate",
    "active_version",
    "current_ruleset",
    "law_floor",
    "load_profile",
    "preview_activation",
    "record_decision",
]
