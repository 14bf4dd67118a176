"""What can be wrong with a trace: nothing stands at a place, a rule is told twice, text stands for what must run."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from reglement.rules.ruleset import Ruleset
from reglement.trace.places import ARTICLE, LAW, SCREEN, find
from reglement.trace.reading import Row, Trace


def problems_of(trace: Trace, *, profile: Ruleset, law: Ruleset, screens: Collection[str]) -> Iterator[str]:
    """Yield each place of this trace that points at nothing, and each row that is not carried as its class asks."""
    for row in trace.row:
        for place in row.where:
            if not _stands(place, profile, law, screens):
                yield f"{row.id}: nothing stands at {place}"
        if row.class_ != "record" and all(_is_plain_text(place) for place in row.where):
            yield f"{row.id}: only told as text, while something must run"
    yield from repeated(row.id for row in trace.row)


def repeated(ids: Iterator[str]) -> Iterator[str]:
    """Yield each id that is accounted for more than once."""
    yield from (f"{name}: told {times} times" for name, times in Counter(ids).items() if times > 1)


def unaccounted(expected: Mapping[str, str], rows: Collection[Row]) -> Iterator[str]:
    """Yield each rule that has no row, each row without a rule, and each row of another class than its rule."""
    told = {row.id: row.class_ for row in rows}
    yield from (f"{name}: not accounted for" for name in expected if name not in told)
    yield from (f"{name}: no such rule" for name in told if name not in expected)
    for name, class_ in told.items():
        if name in expected and class_ != expected[name]:
            yield f"{name}: is {expected[name]}, not {class_}"


def _stands(place: str, profile: Ruleset, law: Ruleset, screens: Collection[str]) -> bool:
    if place.startswith(SCREEN):
        return place.removeprefix(SCREEN) in screens
    if place.startswith(LAW):
        return find(law, place.removeprefix(LAW)) is not None
    return find(profile, place) is not None


def _is_plain_text(place: str) -> bool:
    return place.startswith((ARTICLE, LAW + ARTICLE))
