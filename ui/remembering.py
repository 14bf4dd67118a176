"""Remembering a question that costs more to put together than to answer; the question alone, never an answer."""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from threading import get_ident
from typing import Final, TypeVar, TypeVarTuple

About = TypeVarTuple("About")
Question = TypeVar("Question")

# Of each question those about the people who work at the same moment in one process, for each of its threads.
AT_MOST: Final = 1024


def remembered(ask: Callable[[*About], Question]) -> Callable[[*About], Question]:
    """Put a question together once for the same arguments, and apart for each thread.

    A query counts its tables while it is put into words, also one that lies inside another. Of two threads that do so
    with the same one, the counts can stay wrong, and with them the question until the process ends.
    """

    @lru_cache(maxsize=AT_MOST)
    def put_together(_thread: int, *about: Hashable) -> Question:
        return ask(*about)  # type: ignore[arg-type]

    @wraps(ask)
    def asked(*about: *About) -> Question:
        return put_together(get_ident(), *about)

    return asked
