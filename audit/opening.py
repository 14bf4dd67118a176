"""The one way to read sealed content: say who reads what and why, and only then unlock."""

from dataclasses import dataclass, field
from types import TracebackType
from uuid import UUID

from audit.services.recording import Entry, record_many
from vault import quarantine, unlocking
from vault.facts import DoorsClosed, KeyMissing, SafeIsGone, VaultLeftOpen
from vault.queries import live


@dataclass(frozen=True, kw_only=True)
class Permit:
    """Why somebody may read: it becomes one event, and opens these safes and no others."""

    event: str
    actor_id: UUID | None
    actor_role: str
    purpose: str
    dossier_id: UUID | None
    client_id: UUID | None = None
    object_type: str = ""
    object_id: UUID | None = None
    decision_id: UUID | None = None
    article: str = ""
    safe_ids: frozenset[UUID] = field(default_factory=frozenset)
    on_behalf_of_id: UUID | None = None


@dataclass(frozen=True)
class Opening:
    """What was opened, and what could not be because it is no longer there."""

    safes: frozenset[UUID]
    gone: frozenset[UUID]


class opened:  # noqa: N801 - reads as a word in `with opened(...)`
    """Write one event per permit with one insert, then unlock exactly the permits' safes for the block.

    Any failure means that nothing is shown. Raises DoorsClosed, SafeIsGone (unless `skip_gone`, for a page that says
    what is no longer there), KeyMissing, and whatever the log raises. Nested openings add up. Never yield inside.
    """

    def __init__(self, *permits: Permit, skip_gone: bool = False) -> None:
        self._permits = permits
        self._skip_gone = skip_gone
        self._unlocked: unlocking.unlocked | None = None

    def __enter__(self) -> Opening:
        if quarantine.doors_closed():
            raise DoorsClosed
        asked = frozenset().union(*(permit.safe_ids for permit in self._permits))
        there = live(asked)
        if there != asked and not self._skip_gone:
            raise SafeIsGone
        ciphers = unlocking.ciphers_of(there)
        if there.difference(ciphers):
            raise KeyMissing
        record_many([_entry(permit) for permit in self._permits])
        self._unlocked = unlocking.unlocked(ciphers)
        self._unlocked.__enter__()
        return Opening(there, asked - there)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._unlocked is not None:
            self._unlocked.__exit__(kind, error, trace)


def assert_locked() -> None:
    """Raise VaultLeftOpen when a safe is open here; called where requests and tasks begin and end."""
    if unlocking.open_safes():
        raise VaultLeftOpen


def _entry(permit: Permit) -> Entry:
    return Entry(
        event=permit.event,
        by=permit.actor_id,
        role=permit.actor_role,
        on_behalf_of_id=permit.on_behalf_of_id,
        dossier_id=permit.dossier_id,
        client_id=permit.client_id,
        object_type=permit.object_type,
        object_id=permit.object_id,
        purpose=permit.purpose,
        decision_id=permit.decision_id,
        article=permit.article,
    )
