"""Windows of the beheerder on versions and acknowledgements; loading and activating go through services only."""

from reglement.admin.acknowledgements import AcknowledgementAdmin
from reglement.admin.proposals import ActivationProposalAdmin
from reglement.admin.versions import ReglementVersionAdmin

__all__ = ["AcknowledgementAdmin", "ActivationProposalAdmin", "ReglementVersionAdmin"]
