"""Where each event of a traject stands on the line, and which labels there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ui import dates
from ui.parts import TimelineEvent

WIDTH = 920
EDGE = 14
LETTER = 7.2
GAP = 14
LEVELS = (18, 66, 2, 82)


@dataclass(frozen=True)
class Mark:
    """An event with its place on the line; label_y is None when its label would not fit."""

    event: TimelineEvent
    x: float
    label_x: float
    label_y: int | None
    anchor: str
    is_square: bool
    is_future: bool


@dataclass(frozen=True)
class Picture:
    """All that the template prints."""

    marks: list[Mark]
    now_x: float
    end_x: float
    width: int = WIDTH

    @property
    def last(self) -> TimelineEvent | None:
        """Return the latest event that has already been."""
        past = [mark.event for mark in self.marks if not mark.is_future]
        return past[-1] if past else None


@dataclass
class _Lanes:
    taken: dict[int, list[tuple[float, float]]] = field(default_factory=dict)

    def place(self, left: float, right: float) -> int | None:
        """Take the first level where nothing stands between left and right."""
        for level in LEVELS:
            spans = self.taken.setdefault(level, [])
            if all(right + GAP <= begin or left >= finish + GAP for begin, finish in spans):
                spans.append((left, right))
                return level
        return None


def draw(events: Sequence[TimelineEvent], *, start: date | None = None, end: date | None = None) -> Picture:
    """Return the picture of the events between start and end (by default the first and last of them)."""
    ordered = sorted(events, key=lambda event: (dates.day_of(event.at), event.label))
    days = [dates.day_of(event.at) for event in ordered] + [dates.today()]
    first = min([*days, dates.day_of(start)] if start else days)
    last = max([*days, dates.day_of(end)] if end else days)
    span = max((last - first).days, 1)

    def place(day: date) -> float:
        return round(EDGE + (day - first).days / span * (WIDTH - 2 * EDGE), 1)

    lanes = _Lanes()
    marks = [_mark(event, place(dates.day_of(event.at)), lanes) for event in ordered]
    return Picture(marks, place(dates.today()), place(last))


def _mark(event: TimelineEvent, x: float, lanes: _Lanes) -> Mark:
    half = len(event.label) * LETTER / 2
    anchor, left = "middle", x - half
    if left < 0:
        anchor, left = "start", max(x - EDGE / 2, 0)
    elif x + half > WIDTH:
        anchor, left = "end", min(x + EDGE / 2, WIDTH) - 2 * half
    label_x = {"middle": x, "start": left, "end": left + 2 * half}[anchor]
    level = lanes.place(left, left + 2 * half)
    is_square = event.kind in {"report", "disclosure", "document"}
    return Mark(event, x, round(label_x, 1), level, anchor, is_square, dates.day_of(event.at) > dates.today())
