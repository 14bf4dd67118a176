"""Names and addresses of clients, and of the outbox, made findable under the first key of the index ring."""

import time
from collections.abc import Callable, Collection, Iterator
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from audit.opening import opened
from dossiers.models import Client
from dossiers.permits import permit_to_reindex
from mail.services import reindexing as outbox
from vault import blind
from vault.facts import RotationUnfinished
from vault.services.rotating import Progress

BATCH: Final = 200
PATIENCE_SECONDS: Final = 10.0
# What indexes so many rows anew and returns how many it did, and what says how many wait.
Kind = tuple[Callable[[int], int], Callable[[], int]]


def reindex(*, batch: int = BATCH, also: Collection[Kind] = ()) -> Iterator[Progress]:
    """Index anew what is found under an older key, and yield after each committed batch; `also` is of higher rooms.

    The id beside each index says what is left, so that a kill loses nothing and a second call goes on. Searches look
    under every key of the ring meanwhile. Rows that somebody holds are left for the next pass, and rows of a fenced
    safe for its destruction. Raises RotationUnfinished when the last rows stay held, KeyMissing, DoorsClosed.
    """
    kinds: list[Kind] = [(_reindex_clients, _count_clients), (outbox.reindex_some, outbox.waiting), *also]
    total, done = sum(waiting() for _some, waiting in kinds), 0
    for some, waiting in kinds:
        for moved in _until_nothing_waits(some, waiting, batch):
            done += moved
            yield Progress(done, max(done, total))


def _until_nothing_waits(some: Callable[[int], int], waiting: Callable[[], int], batch: int) -> Iterator[int]:
    moved_at = time.monotonic()
    while left := waiting():
        if moved := some(batch):
            moved_at = time.monotonic()
            yield moved
        elif time.monotonic() - moved_at > PATIENCE_SECONDS:
            raise RotationUnfinished(left)
        else:
            time.sleep(0.05)


def _clients() -> QuerySet[Client]:
    return Client.objects.filter(safe__fenced_at=None).exclude(index_key=blind.writing_id())


def _count_clients() -> int:
    return _clients().count()


@transaction.atomic
def _reindex_clients(at_most: int) -> int:
    rows = list(_clients().order_by("pk").select_for_update(of=("self",), skip_locked=True)[:at_most])
    with opened(*map(permit_to_reindex, rows), skip_gone=True) as opening:
        indexes = {row.pk: _indexes(row) for row in rows if row.safe_id not in opening.gone}
    for pk, columns in indexes.items():
        Client.objects.filter(pk=pk).update(**columns)
    return len(indexes)


def _indexes(client: Client) -> dict[str, object]:
    return {
        "name_index": blind.blind_words("name", client.name),
        "email_index": blind.blind_index("email", client.email) if client.email else None,
        "index_key": blind.writing_id(),
    }
