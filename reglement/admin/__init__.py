"""Windows of the beheerder on versions, drafts and acknowledgements; every change goes through services only."""

from reglement.admin.acknowledgements import AcknowledgementAdmin
from reglement.admin.drafts import DraftAdmin
from reglement.admin.proposals import ActivationProposalAdmin
from reglement.admin.versions import ReglementVersionAdmin

__all__ = ["AcknowledgementAdmin", "ActivationProposalAdmin", "DraftAdmin", "ReglementVersionAdmin"]
