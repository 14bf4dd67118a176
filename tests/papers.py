"""What the tests look at in a PDF: its tags, its headings in the order of reading, its outline, its title."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf


class Paper:
    """One PDF, opened to be looked at."""

    def __init__(self, content: bytes) -> None:
        """Read the document."""
        self.document = pikepdf.open(BytesIO(content))
        self.root = self.document.Root

    @property
    def language(self) -> str:
        """Return the language that a screen reader takes."""
        return str(self.root.Lang)

    @property
    def title(self) -> str:
        """Return what a window shows above the document."""
        assert self.root.ViewerPreferences.DisplayDocTitle
        return str(self.document.docinfo["/Title"])

    @property
    def is_for_everyone(self) -> bool:
        """Say whether it is tagged and says that it is PDF/UA."""
        with self.document.open_metadata() as metadata:
            return bool(self.root.MarkInfo.Marked) and metadata["pdfuaid:part"] == "1"

    @property
    def tags(self) -> list[str]:
        """Return the kinds of everything in the structure, in the order of reading."""
        return list(_tags(self.root.StructTreeRoot))

    @property
    def headings(self) -> list[int]:
        """Return the levels of the headings, in the order of reading."""
        return [int(tag[1:]) for tag in self.tags if tag[0] == "H" and tag[1:].isdigit()]

    @property
    def outline(self) -> list[str]:
        """Return the bookmarks, whatever their depth."""
        with self.document.open_outline() as outline:
            return list(_titles(outline.root))

    @property
    def skipped_levels(self) -> list[tuple[int, int]]:
        """Return where a heading goes more than one level deeper than the one before it."""
        levels = [0, *self.headings]
        return [(before, after) for before, after in pairwise(levels) if after > before + 1]


def _tags(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _tags(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node and node.get("/Type") != "/MCR":
            yield str(node.S).removeprefix("/")
        if "/K" in node:
            yield from _tags(node.K)


def _titles(items: Any) -> Iterator[str]:
    for item in items:
        yield str(item.title)
        yield from _titles(item.children)
