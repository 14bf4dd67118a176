"""The renewal of the field keys: everything under an older key of the ring encrypted anew under the first."""

from collections.abc import Iterator

from vault import ring, ring_places
from vault.ring_places import RingPlace
from vault.services.rotating import BATCH, Progress


def renew_field_keys(*, batch: int = BATCH) -> Iterator[Progress]:
    """Encrypt anew what is under an older field key, and yield after each batch that was looked at.

    Each value is replaced by one statement, and only if it is still what was read: a kill leaves it whole under one
    key or the other, whoever writes meanwhile wins, and a second call goes on. What opens under no key is left as it
    is, for ring_places.survey() to report. Raises KeyUnfit.
    """
    found = ring_places.places()
    total, seen, missed = sum(place.count() for place in found), 0, set(found)
    while missed:
        again: set[RingPlace] = set()
        for place in sorted(missed, key=str):
            last = None
            while values := place.values_after(last, at_most=batch):
                last = values[-1][0]
                done = [_renew(place, pk, sealed) for pk, sealed in values]
                again.update({place} if not all(done) else ())
                seen += len(values)
                yield Progress(min(seen, total), total)
        missed = again


def _renew(place: RingPlace, pk: object, sealed: bytes) -> bool:
    key_id = ring.key_of(sealed, context=place.context)
    if key_id in (None, ring.writing_id()):
        return True
    fresh = ring.encrypt(ring.decrypt(sealed, context=place.context), context=place.context)
    return place.replace(pk, sealed, fresh)
