"""The gate register: every view and task says here whether dossier content can pass through it."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

Door = TypeVar("Door", bound=Callable[..., Any])

ACTS: Final = frozenset(
    {"view", "write", "export", "report", "disclose", "substitute", "request_inbound", "use_internally", "audit"}
)


class NotAnAct(Exception):
    """A door was declared with an act that the gate does not know."""


class DoorDeclaredTwice(Exception):
    """A door carries two declarations, so nobody can say which one holds."""


def gated(act: str) -> Callable[[Door], Door]:
    """Declare that content passes this door under a decision about `act`; raises NotAnAct on an unknown act."""
    if act not in ACTS:
        raise NotAnAct(act)
    return _declaring(gated_act=act)


def no_content(reason: str) -> Callable[[Door], Door]:
    """Declare that no dossier content can pass this door, and why; raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("A door without content must say why none can pass.")
    return _declaring(no_content_reason=reason)


def declaration_of(door: Callable[..., Any]) -> str | None:
    """Return "gated: <act>" or "no content: <reason>" for a declared door, else None."""
    act = getattr(door, "gated_act", None)
    if act is not None:
        return f"gated: {act}"
    reason = getattr(door, "no_content_reason", None)
    return None if reason is None else f"no content: {reason}"


def _declaring(**marks: str) -> Callable[[Door], Door]:
    def declare(door: Door) -> Door:
        if declaration_of(door) is not None:
            raise DoorDeclaredTwice(getattr(door, "__qualname__", repr(door)))
        for name, value in marks.items():
            setattr(door, name, value)
        return door

    return declare
