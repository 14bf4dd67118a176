"""Where the present work comes from: a request or a task, named by an id and never by an address."""

from contextvars import ContextVar, Token
from types import TracebackType

_origin: ContextVar[str] = ContextVar("origin", default="")


class origin:  # noqa: N801 - reads as a word in `with origin(...)`
    """Say for the block where its events come from."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tokens: list[Token[str]] = []

    def __enter__(self) -> None:
        self._tokens.append(_origin.set(self._name))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _origin.reset(self._tokens.pop())


def current_origin() -> str:
    """Return the origin of the present work, or nothing."""
    return _origin.get()
