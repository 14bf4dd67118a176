"""The renewal of the keys of the safes: a fresh one for each, and all that is in it sealed anew, while people work.

There is no list of work to keep: the keys themselves say which safes wait and which former keys linger. A kill leaves
every value whole under one key or the other, both keys open meanwhile, and a second call goes on.
"""

import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction
from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Now

from vault import files, jumps, keyring, sealed_places
from vault.among import Ids
from vault.ciphers import keys_of
from vault.facts import FileBroken, RotationUnfinished, SealBroken
from vault.keys.models import Renewal, SafeKey
from vault.models import SealedFile
from vault.queries import live
from vault.sealed_places import SealedPlace
from vault.services.rotating import PATIENCE_SECONDS, Progress
from vault.services.scanning import Scan
from vault.terms import KEY_LINGERS

SAFES_AT_ONCE: Final = 50
_BEFORE_THE_FIRST: Final = UUID(int=0)


@dataclass(frozen=True)
class RenewalState:
    """How far the renewal is that is under way: safes that wait, former keys that linger, and until when the first."""

    begun_at: datetime
    waiting: int
    lingering: int
    first_may_go_at: datetime | None


@dataclass(frozen=True)
class Proof:
    """What a scan by another path says of a safe whose former key is to go; without faults it may."""

    key_id: UUID
    safe_id: UUID
    faults: tuple[str, ...]


@dataclass
class _Pass:
    moved: int = 0
    missed: int = 0


def begin_renewal() -> bool:
    """Begin to renew the keys of all safes, and return whether it was not under way already."""
    _renewal, is_fresh = Renewal.objects.get_or_create(ended_at=None)
    return is_fresh


def renewal_state() -> RenewalState | None:
    """Return how far the renewal is, and none when no renewal is under way."""
    renewal = Renewal.objects.filter(ended_at=None).first()
    if renewal is None:
        return None
    emptied = _former().exclude(emptied_at=None)
    first = emptied.aggregate(first=Min("emptied_at"))["first"]
    return RenewalState(
        renewal.begun_at, len(_live_of(_todo(renewal))), emptied.count(), first and first + KEY_LINGERS
    )


def give_fresh_key(safe_id: UUID) -> bool:
    """Let one safe be renewed apart, and return whether it has a former key now; one that is gone gets none.

    Call it before something is moved out of the safe: once the former key is gone, what lay there opens no more.
    The renewal goes on as one of all safes does, whether there is one or not.
    """
    return _has_fresh_key(safe_id, None, apart=True)


def with_former_key(safe_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these safes of which a former key is still there."""
    return frozenset(_former().filter(safe_id__among=Ids(safe_ids)).values_list("safe_id", flat=True))


def current_keys(safe_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Return by safe which key seals in it now; a safe without one is gone."""
    current = SafeKey.objects.filter(safe_id__among=Ids(safe_ids), retired_at=None)
    return dict(current.values_list("safe_id", "id"))


def keys_there(key_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these keys that still open something, current or former."""
    return frozenset(SafeKey.objects.filter(id__among=Ids(key_ids)).values_list("id", flat=True))


def is_renewing() -> bool:
    """Say whether keys are being renewed: those of all safes, or those of some."""
    return Renewal.objects.filter(ended_at=None).exists() or _former().exists()


def renew_safe_keys(*, batch: int = SAFES_AT_ONCE) -> Iterator[Progress]:
    """Go on with what is being renewed, and yield after each batch of safes; when nothing is, nothing happens.

    Each value is exchanged by a statement that replaces only what was read, so whoever writes meanwhile wins. A safe
    that is fenced meanwhile is left as it is. Raises KeyMissing, StorageOutOfReach, and RotationUnfinished when
    somebody stays at work in the last safes.
    """
    renewal = Renewal.objects.filter(ended_at=None).first()
    if not _todo(renewal).exists():
        return
    files.assert_storage_in_reach()
    done, total, moved_at = 0, _todo(renewal).count(), time.monotonic()
    while True:
        left = 0
        for safe_ids in _pages(renewal, batch):
            ready = [_is_renewed(safe_id, renewal) for safe_id in sorted(live(safe_ids))]
            done, left = done + sum(ready), left + len(ready) - sum(ready)
            moved_at = time.monotonic() if any(ready) else moved_at
            yield Progress(done, max(done, total))
        if not left:
            return
        if time.monotonic() - moved_at > PATIENCE_SECONDS:
            raise RotationUnfinished(left)
        time.sleep(0.05)


def former_keys_to_remove() -> Iterator[Proof]:
    """Go once more through each safe whose former key lingered for a day, and yield what the scan says of it.

    A safe in which something was found under the former key lingers another day and is not yielded. A clock that has
    jumped ends no day.
    """
    if not jumps.is_steady():
        return
    scan = Scan()
    lingered = _former().filter(emptied_at__lt=Now() - KEY_LINGERS).order_by("emptied_at")
    for key_id, safe_id in list(lingered.values_list("id", "safe_id")):
        if not live([safe_id]):
            continue
        seen = _sealed_anew(safe_id)
        if seen is None:
            continue
        if seen.moved or seen.missed:
            keep_former_key(key_id)
            continue
        files.remove_former_bytes(safe_id)
        current = keys_of([safe_id]).get(safe_id)
        if current:
            yield Proof(key_id, safe_id, scan.faults_under(AESGCM(current[0]), safe_id))


def keep_former_key(key_id: UUID) -> None:
    """Let a former key linger another day."""
    _former().filter(id=key_id).update(emptied_at=Now())


def remove_former_key(key_id: UUID) -> None:
    """Remove a former key for ever; raises IntegrityError when it did not linger for a day."""
    _former().filter(id=key_id).delete()


def end_renewal() -> bool:
    """End the renewal when no safe waits and no former key is left but of safes that are being destroyed anyhow."""
    renewal = Renewal.objects.filter(ended_at=None).first()
    if renewal is None or _live_of(_todo(renewal)) or _live_of(_former()):
        return False
    return bool(Renewal.objects.filter(id=renewal.id, ended_at=None).update(ended_at=Now()))


def _former() -> QuerySet[SafeKey]:
    return SafeKey.objects.filter(retired_at__isnull=False)


def _todo(renewal: Renewal | None) -> QuerySet[SafeKey]:
    todo = Q(retired_at__isnull=False, emptied_at=None)
    if renewal is not None:
        todo |= Q(retired_at=None, created_at__lt=renewal.begun_at) & ~Q(renewal=renewal)
    return SafeKey.objects.filter(todo)


def _live_of(keys: QuerySet[SafeKey]) -> frozenset[UUID]:
    return live(set(keys.values_list("safe_id", flat=True)))


def _pages(renewal: Renewal | None, batch: int) -> Iterator[Collection[UUID]]:
    after = _BEFORE_THE_FIRST
    waiting = _todo(renewal).order_by("safe_id").values_list("safe_id", flat=True).distinct()
    while safe_ids := list(waiting.filter(safe_id__gt=after)[:batch]):
        after = safe_ids[-1]
        yield safe_ids


def _is_renewed(safe_id: UUID, renewal: Renewal | None) -> bool:
    if not _has_fresh_key(safe_id, renewal):
        return True
    seen = _sealed_anew(safe_id)
    if seen is None:
        return True
    if seen.missed:
        return False
    _former().filter(safe_id=safe_id, emptied_at=None).update(emptied_at=Now())
    return True


@transaction.atomic(using="keys", durable=True)
def _has_fresh_key(safe_id: UUID, renewal: Renewal | None, *, apart: bool = False) -> bool:
    # Under the lock that a shred takes first: no key is made for a safe that has none any more.
    current = SafeKey.objects.select_for_update().filter(safe_id=safe_id, retired_at=None).first()
    if current is None:
        return False
    is_wanted = apart or (renewal is not None and current.renewal_id != renewal.id)
    if is_wanted and not _former().filter(safe_id=safe_id).exists():
        master_key_id, wrapped = keyring.wrap(keyring.new_key(), safe_id=safe_id)
        SafeKey.objects.filter(id=current.id).update(retired_at=Now())
        SafeKey.objects.create(safe_id=safe_id, wrapped=wrapped, master_key_id=master_key_id, renewal=renewal)
    return True


def _sealed_anew(safe_id: UUID) -> _Pass | None:
    # None for a safe that is being destroyed, or was.
    keys = keys_of([safe_id]).get(safe_id, [])
    if len(keys) < 2:
        return None
    fresh, former = (AESGCM(key) for key in keys)
    seen = _Pass()
    try:
        places = sealed_places.places()
        tables = sealed_places.tables_of(safe_id, [(place.table, place.column, place.home) for place in places])
        for place in places:
            if place.table in tables:
                _go_through(place, safe_id, fresh, former, seen)
        for sealed_file in SealedFile.objects.filter(safe_id=safe_id).order_by("id").iterator():
            _go_through_file(sealed_file, fresh, former, seen)
    except IntegrityError:
        if live([safe_id]):
            raise
        return None
    return seen


def _go_through(place: SealedPlace, safe_id: UUID, fresh: AESGCM, former: AESGCM, seen: _Pass) -> None:
    last = None
    while values := place.values_after(last, safe_id=safe_id):
        last = values[-1][0]
        pairs = [
            (row_id, sealed, anew)
            for row_id, sealed in values
            if (anew := _anew(place, sealed, fresh, former, safe_id=safe_id, row_id=row_id))
        ]
        moved = place.exchange(safe_id, pairs) if pairs else 0
        seen.moved, seen.missed = seen.moved + moved, seen.missed + len(pairs) - moved


def _anew(
    place: SealedPlace, sealed: bytes, fresh: AESGCM, former: AESGCM, *, safe_id: UUID, row_id: UUID
) -> bytes | None:
    with suppress(SealBroken):
        place.opened(fresh, sealed, safe_id=safe_id, row_id=row_id)
        return None
    with suppress(SealBroken):
        plaintext = place.opened(former, sealed, safe_id=safe_id, row_id=row_id)
        return place.sealed(fresh, plaintext, safe_id=safe_id, row_id=row_id)
    # Under neither: left as it is, for the scan to tell of it.
    return None


def _go_through_file(sealed_file: SealedFile, fresh: AESGCM, former: AESGCM, seen: _Pass) -> None:
    if not files.opens_under(former, sealed_file):
        return
    try:
        is_moved = files.seal_anew(sealed_file, former=former, fresh=fresh)
    except FileBroken:
        return
    seen.moved, seen.missed = seen.moved + is_moved, seen.missed + (not is_moved)
