"""How tall each bar of a chart is."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.parts import Bar


@dataclass(frozen=True)
class DrawnBar:
    """A bar with its size on a sheet of a hundred by a hundred."""

    label: str
    long_label: str
    value: int
    url: str
    size: int
    top: int


def draw(bars: Sequence[Bar]) -> list[DrawnBar]:
    """Return the bars measured against the largest; anything above nothing stays visible."""
    largest = max((bar.value for bar in bars), default=0) or 1
    return [_drawn(bar, largest) for bar in bars]


def _drawn(bar: Bar, largest: int) -> DrawnBar:
    size = max(3, round(100 * bar.value / largest)) if bar.value else 0
    return DrawnBar(bar.label, bar.long_label or bar.label, bar.value, bar.url, size, 100 - size)
