"""The small records that pages hand to components; anything with the same attributes or keys will do as well."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from typing import Any, TypeVar

Part = TypeVar("Part")


@dataclass(frozen=True)
class Condition:
    """One condition at the gate: met, not met, or (None) still waiting for somebody."""

    met: bool | None
    text: str
    article: str = ""
    detail: str = ""
    article_url: str = ""
    article_title: str = ""


@dataclass(frozen=True)
class TimelineEvent:
    """Something that happened, or will happen, on a day of a traject."""

    at: date | datetime
    label: str
    kind: str = "moment"
    tone: str = "brand"
    url: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Bar:
    """One column of a bar chart: a short label under it, the full words for who listens, and its value.

    `group` is what neighbours share, such as the year of months; it is shown where it begins.
    """

    label: str
    value: int
    long_label: str = ""
    url: str = ""
    group: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a course: done, current or todo."""

    label: str
    state: str = "todo"
    note: str = ""


@dataclass(frozen=True)
class Link:
    """One entry of a menu or a row of tabs."""

    label: str
    url: str
    current: bool = False
    count: int | None = None
    icon: str = ""
    apart: bool = False


def parts_from(cls: type[Part], values: Iterable[Any] | None) -> list[Part]:
    """Return the values as records of `cls`, whether they came as such, as look-alike objects or as mappings."""
    return [_part_from(cls, value) for value in values or ()]


def _part_from(cls: type[Part], value: Any) -> Part:
    if isinstance(value, cls):
        return value
    read = value.get if isinstance(value, Mapping) else lambda name, default: getattr(value, name, default)
    found = {field.name: read(field.name, MISSING) for field in fields(cls)}  # type: ignore[arg-type]
    return cls(**{name: item for name, item in found.items() if item is not MISSING})
