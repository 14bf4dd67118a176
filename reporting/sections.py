"""What a report consists of: headed sections of plain text, as stored, as typed and as read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from reporting import terms
from ui.facts import DomainRefusal


class ReportIsEmpty(DomainRefusal):
    """A report without a single filled section says nothing."""

    sentence = _("Er staat nog niets in dit rapport. Schrijf minstens één onderdeel.")


class ReportIsTooLong(DomainRefusal):
    """More sections, or longer ones, than a report may have."""

    sentence = _("Dit rapport is te lang. Maak de onderdelen korter of gebruik er minder.")


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of a report; a blank line in the text begins a new paragraph."""

    heading: str
    text: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Return the paragraphs, with the line breaks inside them kept as spaces."""
        blocks = self.text.replace("\r\n", "\n").split("\n\n")
        return tuple(" ".join(block.split()) for block in blocks if block.strip())


def cleaned(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections that hold text, tidied; raises ReportIsEmpty or ReportIsTooLong."""
    kept = tuple(
        Section(" ".join(section.heading.split()), section.text.replace("\r\n", "\n").strip())
        for section in sections
        if section.text.strip()
    )
    if not kept:
        raise ReportIsEmpty
    if len(kept) > terms.MAX_SECTIONS or any(_too_long(section) for section in kept):
        raise ReportIsTooLong
    return kept


def to_stored(sections: Iterable[Section]) -> list[dict[str, str]]:
    """Return the sections in the form in which they are sealed."""
    return [{"heading": section.heading, "text": section.text} for section in sections]


def from_stored(body: list[dict[str, Any]]) -> tuple[Section, ...]:
    """Return the sections of an opened body."""
    return tuple(Section(str(part["heading"]), str(part["text"])) for part in body)


def _too_long(section: Section) -> bool:
    return len(section.heading) > terms.MAX_HEADING or len(section.text) > terms.MAX_SECTION_TEXT
