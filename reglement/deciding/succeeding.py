"""Terms over versions: a shorter one applies to all that is kept, a longer one only to what began under it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.retention import EndOfTerm, Item, end_of_term
from reglement.facts import Events

# Before anything has happened two terms are compared as if everything happened on one day.
SOME_DAY: Final = date(2025, 1, 1)
ALL_AT_ONCE: Final = Events.model_validate(dict.fromkeys(Events.model_fields, SOME_DAY))


class EndByVersions(NamedTuple):
    """When an item must be gone, by which of the texts, and what the text said under which it began."""

    end: EndOfTerm
    text: CompiledRuleset
    began: EndOfTerm | None
    """The end by the first text where another decides; null where the first decides itself."""
    item: Item
    """What it is the end of: of what can only end together, that by which it ends."""


def end_by_versions(texts: Sequence[CompiledRuleset], item: Item, events: Events) -> EndByVersions | None:
    """Return the end that counts for an item, given the texts that held since it began, the oldest first.

    The earliest end counts (parameters 6, last row); of equal ends the older text's. None when no text has a rule.
    """
    ends = [(end, text) for text in texts if (end := end_of_term(text, item, events)) is not None]
    if not ends:
        return None
    end, text = min(ends, key=lambda found: found[0].due_on or date.max)
    first = ends[0] if ends[0][1] is texts[0] else None
    is_first = first is None or first[1] is text
    return EndByVersions(end, text, None if is_first or first is None else first[0], item)


def earliest_end(texts: Sequence[CompiledRuleset], items: Iterable[Item], events: Events) -> EndByVersions | None:
    """Return the earliest end among items that can only end together, as the kinds of data in one report do.

    None when no text has a rule about any of them.
    """
    ends = [ended for item in items if (ended := end_by_versions(texts, item, events)) is not None]
    return min(ends, key=lambda ended: ended.end.due_on or date.max, default=None)


def term_by_versions(texts: Sequence[CompiledRuleset], *items: Item) -> EndByVersions | None:
    """Return the term that would count if everything happened on one day, for what has no date yet."""
    return earliest_end(texts, items, ALL_AT_ONCE)
