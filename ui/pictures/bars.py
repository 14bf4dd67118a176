"""How tall each bar of a chart is."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.parts import Bar


@dataclass(frozen=True)
class DrawnBar:
    """A bar with its size on a sheet of a hundred by a hundred; `begins` says whether it is the first of its group."""

    label: str
    long_label: str
    value: int
    url: str
    group: str
    begins: bool
    size: int
    top: int


def draw(bars: Sequence[Bar]) -> list[DrawnBar]:
    """Return the bars measured against the largest; anything above nothing stays visible."""
    largest = max((bar.value for bar in bars), default=0) or 1
    groups = ["", *(bar.group for bar in bars)]
    return [_drawn(bar, largest, begins=bar.group != before) for before, bar in zip(groups, bars, strict=False)]


def _drawn(bar: Bar, largest: int, *, begins: bool) -> DrawnBar:
    size = max(3, round(100 * bar.value / largest)) if bar.value else 0
    words = bar.label, bar.long_label or bar.label
    return DrawnBar(*words, bar.value, bar.url, bar.group, begins, size, 100 - size)
