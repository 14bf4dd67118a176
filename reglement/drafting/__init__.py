"""A text that is being written: its places, the changing of them, and what is still wrong with it."""

from reglement.drafting.changing import Document, added, changed, is_whole, moved, removed, sha256_of, value_at
from reglement.drafting.checking import check_draft
from reglement.rules.shapes import Field, NoSuchPlace, Place, fields_of, shape_at

__all__ = [
    "Document",
    "Field",
    "NoSuchPlace",
    "Place",
    "added",
    "changed",
    "check_draft",
    "fields_of",
    "is_whole",
    "moved",
    "removed",
    "sha256_of",
    "shape_at",
    "value_at",
]
