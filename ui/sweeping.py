"""Work on many of which each may fail alone, so that a sick one keeps none of the others waiting."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import connections

logger = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")


def one_by_one(
    work: Callable[[Item], Result], items: Iterable[Item], *, name: Callable[[Item], object]
) -> list[Result]:
    """Do the work on each item and return what it gave; raises an ExceptionGroup of what failed, when all had a turn.

    Each failure is logged under the name of its item, so let `name` give an id. When a connection is lost nobody is
    sick: that is raised at once. The work is to be whole or nothing by itself.
    """
    results, failures = [], []
    for item in items:
        try:
            results.append(work(item))
        except Exception as failure:
            if not _is_connected():
                raise
            logger.exception("failed alone: %s", name(item))
            failure.add_note(f"at {name(item)}")
            failures.append(failure)
    if failures:
        raise ExceptionGroup(f"{len(failures)} of {len(failures) + len(results)} failed", failures)
    return results


def in_turn(*stages: Callable[[], object]) -> None:
    """Do all of these, also when one before failed; raises an ExceptionGroup of what failed, at the end."""
    one_by_one(lambda stage: stage(), stages, name=lambda stage: getattr(stage, "__name__", "a stage"))


def _is_connected() -> bool:
    opened = [each for each in connections.all(initialized_only=True) if each.connection is not None]
    return all(each.is_usable() for each in opened)
