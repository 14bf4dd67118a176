"""What changed between two versions, sentence by sentence, in a form that people can read."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from reporting.sections import Section

# A sentence ends at . ! or ? before a space and a capital, digit or quote; "art. 4" may split too, which is harmless.
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ0-9\"'‘“(])")


class ChangeKind(models.TextChoices):
    """What happened to a sentence."""

    ADDED = "added", _("nieuw")
    REMOVED = "removed", _("weg")
    CHANGED = "changed", _("anders")


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that is new, gone or different, with the heading it stands under."""

    kind: ChangeKind
    heading: str
    before: str
    after: str


def changes_between(old: tuple[Section, ...], new: tuple[Section, ...]) -> tuple[Change, ...]:
    """Return the changes from `old` to `new`, in reading order of the new text."""
    before, after = _sentences(old), _sentences(new)
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    changes: list[Change] = []
    for word, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if word != "equal":
            changes.extend(_paired(before[a_from:a_to], after[b_from:b_to]))
    return tuple(changes)


def _paired(gone: list[tuple[str, str]], come: list[tuple[str, str]]) -> list[Change]:
    shared = min(len(gone), len(come))
    changed = [
        Change(ChangeKind.CHANGED, new_heading, old_text, new_text)
        for (_heading, old_text), (new_heading, new_text) in zip(gone[:shared], come[:shared], strict=True)
    ]
    removed = [Change(ChangeKind.REMOVED, heading, text, "") for heading, text in gone[shared:]]
    added = [Change(ChangeKind.ADDED, heading, "", text) for heading, text in come[shared:]]
    return changed + removed + added


def _sentences(sections: tuple[Section, ...]) -> list[tuple[str, str]]:
    return [
        (section.heading, sentence)
        for section in sections
        for paragraph in section.paragraphs
        for sentence in _SENTENCE_END.split(paragraph)
    ]
