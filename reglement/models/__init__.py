"""The tables of this room: versions and their articles, stored decisions, acknowledgements."""

from reglement.models.acknowledgements import Acknowledgement
from reglement.models.decisions import Decision
from reglement.models.versions import Article, Reglement, ReglementVersion

__all__ = ["Acknowledgement", "Article", "Decision", "Reglement", "ReglementVersion"]
