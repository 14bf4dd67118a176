"""Measures of one value against another: more, wider, longer, higher; each says what that does for the client."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from reglement import terms
from reglement.comparing.differences import Effect
from reglement.deciding.calendar import NotATerm, add_term
from reglement.rules.needs import ConsentNeed

Measure = Callable[[Any, Any], Effect]

OPPOSITE: Final[dict[Effect, Effect]] = {
    "stricter": "looser",
    "looser": "stricter",
    "neutral": "neutral",
    "unknown": "unknown",
}
# Any day will do to see which of two terms is longer.
REFERENCE_DAY: Final = date(2025, 1, 1)


def turned(measure: Measure) -> Measure:
    """Return the measure that says the opposite."""
    return lambda before, after: OPPOSITE[measure(before, after)]


def more(before: Any, after: Any) -> Effect:
    """More of it protects more; nothing at all is the least."""
    old, new = _as_set(before), _as_set(after)
    if old < new:
        return "stricter"
    return "looser" if new < old else "unknown"


def fewer(before: Any, after: Any) -> Effect:
    """Less of it protects more."""
    return OPPOSITE[more(before, after)]


def higher(before: Any, after: Any) -> Effect:
    """A higher number protects more."""
    if not isinstance(before, int) or not isinstance(after, int):
        return "unknown"
    return "neutral" if before == after else "stricter" if after > before else "looser"


def wider(before: Any, after: Any) -> Effect:
    """Wider protects more; a list that is not filled in is the widest, because it fits everything."""
    old, new = _as_set(before), _as_set(after)
    if not new or (old and old < new):
        return "stricter"
    return "looser" if not old or new < old else "unknown"


def by_rank(ranks: Mapping[Any, int], *, up: Effect = "stricter") -> Measure:
    """Return the measure by which a higher rank does `up`; unlisted words are unknown."""

    def measure(before: Any, after: Any) -> Effect:
        old, new = ranks.get(before), ranks.get(after)
        if old is None or new is None:
            return "unknown"
        return "neutral" if old == new else up if new > old else OPPOSITE[up]

    return measure


def shorter(*, absent: str | None = None) -> Measure:
    """Return the measure by which a shorter term protects more; `absent` stands where the text has none."""

    def measure(before: Any, after: Any) -> Effect:
        old, new = _length(before or absent), _length(after or absent)
        if old is None or new is None:
            return "unknown"
        return "neutral" if old == new else "stricter" if new < old else "looser"

    return measure


def longer(*, absent: str | None = None) -> Measure:
    """Return the measure by which a longer term protects more."""
    return turned(shorter(absent=absent))


def needs_compared(before: Any, after: Any) -> Effect:
    """More needs protect more; so does a consent in a higher form, when nothing else differs."""
    effect = more(before, after)
    gone, came = _as_set(before) - _as_set(after), _as_set(after) - _as_set(before)
    if effect == "unknown" and len(gone) == len(came) == 1:
        return _higher_form(next(iter(gone)), next(iter(came)))
    return effect


def _higher_form(before: Any, after: Any) -> Effect:
    if not isinstance(before, ConsentNeed) or not isinstance(after, ConsentNeed):
        return "unknown"
    if before.model_copy(update={"form": after.form}) != after:
        return "unknown"
    return by_rank(terms.CONSENT_HEIGHT)(before.form, after.form)


def _as_set(value: Any) -> frozenset[Any]:
    if isinstance(value, tuple):
        return frozenset(value)
    return frozenset() if value is None else frozenset([value])


def _length(term: Any) -> date | None:
    try:
        return add_term(REFERENCE_DAY, str(term))
    except (NotATerm, OverflowError, ValueError):
        return None
