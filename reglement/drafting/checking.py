"""What is wrong with a text that is being written, the law floor beside it."""

from reglement.drafting.changing import Document
from reglement.loading import law_floor
from reglement.loading.examining import Examined, examine


def check_draft(document: Document) -> Examined:
    """Return the draft as far as it can be read, and each problem at once."""
    return examine(document, law_floor().ruleset)
