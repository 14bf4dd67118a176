"""Words one after the other, so that nobody takes two of them for one."""

from collections.abc import Iterable


def enumerated(words: Iterable[object]) -> str:
    """Return the words in one line; between semicolons where one of them has a comma in itself."""
    told = [str(word) for word in words]
    return ("; " if any("," in word for word in told) else ", ").join(told)
