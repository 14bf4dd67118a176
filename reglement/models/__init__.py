"""What is stored of reglementen: versions and their articles, decisions, and who got which text."""

from reglement.models.acknowledgements import Acknowledgement
from reglement.models.decisions import Decision
from reglement.models.versions import Article, Reglement, ReglementVersion

__all__ = ["Acknowledgement", "Article", "Decision", "Reglement", "ReglementVersion"]
