"""Dropping repeats from short lists without losing their order."""

from collections.abc import Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def once(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """Return the things in order, each one time; made for lists too short to be worth hashing."""
    seen: list[Thing] = []
    for thing in things:
        if thing not in seen:
            seen.append(thing)
    return tuple(seen)
