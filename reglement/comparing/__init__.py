"""What changes between two versions of a text: typed differences, what each means for the client, and its sentence."""

from reglement.comparing.compare import compare
from reglement.comparing.differences import Difference
from reglement.comparing.telling import Section, sections_of, tell

__all__ = ["Difference", "Section", "compare", "sections_of", "tell"]
