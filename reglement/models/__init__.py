"""The tables of this room: versions and their articles, proposals, stored decisions, acknowledgements."""

from reglement.models.acknowledgements import Acknowledgement
from reglement.models.decisions import Decision
from reglement.models.drafts import Draft
from reglement.models.proposals import ActivationProposal
from reglement.models.versions import Article, Reglement, ReglementVersion

__all__ = ["Acknowledgement", "ActivationProposal", "Article", "Decision", "Draft", "Reglement", "ReglementVersion"]
