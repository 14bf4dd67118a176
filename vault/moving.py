"""Moving what lies sealed in one safe to another, in the memory of a job and past everybody's eyes.

Only what is under a former key of the safe it leaves: with that key goes the last that opens what lay there before,
in every copy. The rows themselves are exchanged by who knows what they are.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault import files
from vault.ciphers import keys_of
from vault.facts import SafeIsGone, SealBroken, UnderTheCurrentKey
from vault.models import SealedFile
from vault.sealed_places import SealedPlace


@dataclass(frozen=True)
class Moved:
    """Values of one column: which rows, what was read there, and the same sealed for the other safe."""

    ids: list[UUID]
    was: list[bytes]
    fresh: list[bytes]


class Leaving:
    """What is to leave one safe, as its former key opens it.

    Raises SafeIsGone for a safe without a key, UnderTheCurrentKey for one without a former key.
    """

    def __init__(self, safe_id: UUID) -> None:
        keys = keys_of([safe_id]).get(safe_id)
        if not keys:
            raise SafeIsGone
        if len(keys) < 2:
            raise UnderTheCurrentKey
        self._safe_id = safe_id
        self._current, self._former = (AESGCM(key) for key in keys)

    def assert_may_leave(
        self, values: Mapping[SealedPlace, Collection[UUID]], sealed_files: Collection[SealedFile]
    ) -> None:
        """See that all of this opens, under the former key alone, before anything is made for it.

        Raises UnderTheCurrentKey, and SealBroken or FileBroken for damage.
        """
        for place, row_ids in values.items():
            for row_id, sealed in place.values_of(row_ids):
                self._opened(place, sealed, row_id)
        for sealed_file in sealed_files:
            if files.opens_under(self._current, sealed_file):
                raise UnderTheCurrentKey
            files.assert_whole(sealed_file, self._former)

    def values_for(self, target: UUID, place: SealedPlace, row_ids: Collection[UUID]) -> Moved:
        """Return the values of these rows sealed for another safe; raises UnderTheCurrentKey and SealBroken."""
        moved, fresh = Moved([], [], []), _current_of(target)
        for row_id, sealed in place.values_of(row_ids):
            moved.ids.append(row_id)
            moved.was.append(sealed)
            plaintext = self._opened(place, sealed, row_id)
            moved.fresh.append(place.sealed(fresh, plaintext, safe_id=target, row_id=row_id))
        return moved

    def file_for(self, target: UUID, sealed_file: SealedFile) -> str:
        """Return the name of the bytes sealed for another safe; raises FileBroken."""
        return files.seal_elsewhere(sealed_file, former=self._former, fresh=_current_of(target), safe_id=target)

    def _opened(self, place: SealedPlace, sealed: bytes, row_id: UUID) -> bytes:
        with suppress(SealBroken):
            place.opened(self._current, sealed, safe_id=self._safe_id, row_id=row_id)
            raise UnderTheCurrentKey
        return place.opened(self._former, sealed, safe_id=self._safe_id, row_id=row_id)


def _current_of(safe_id: UUID) -> AESGCM:
    keys = keys_of([safe_id]).get(safe_id)
    if not keys:
        raise SafeIsGone
    return AESGCM(keys[0])
