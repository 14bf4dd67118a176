"""Where sealed bytes lie, never half under a name: a folder, or a bucket where AKKOORD_STORAGE_BUCKET says so."""

import secrets
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import IO, Final, Protocol
from uuid import UUID

from django.conf import settings

from vault.file_bucket import FileBucket
from vault.file_folder import FileFolder
from vault.stored import Stored

# A disk that is not mounted leaves an empty folder in its place; without this mark it is not the one written in.
_MARK: Final = "storage.akkoord"


class Home(Protocol):
    """A folder or a bucket."""

    def write(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Give a file to write; it gets its name when the block ends well, and is gone when it does not."""

    def touch(self, name: str) -> None:
        """Let an empty file be there; once is as good as twice."""

    def read(self, name: str) -> IO[bytes]:
        """Return the bytes to read; raises FileNotFoundError."""

    def find(self, name: str) -> Stored | None:
        """Return what lies under a name."""

    def remove(self, name: str) -> None:
        """Delete it; once is as good as twice."""

    def remove_unfinished(self, name: str) -> None:
        """Delete what a writing that was killed left aside."""

    def under(self, folder: str) -> Iterator[Stored]:
        """Yield what lies under a folder, half files too."""

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of it, asking nothing more about each."""

    def begin_age_anew(self, name: str) -> None:
        """Let it count as written now; nothing happens when it is gone."""


def is_marked() -> bool:
    """Say whether this is where this house began to write; raises StorageOutOfReach for a bucket that is away."""
    return _home().find(_MARK) is not None


def begin() -> None:
    """Mark it as this house's."""
    _home().touch(_MARK)


def new_name(safe_id: UUID) -> str:
    """Return a random name under the safe's own folder, which a scan for what is left of a safe looks in."""
    return f"{_folder_of(safe_id)}/{secrets.token_hex(16)}"


def writing(name: str) -> AbstractContextManager[IO[bytes]]:
    """Give a file to write; it gets its name when the block ends well, and is gone when it does not.

    Raises StorageFull when there is no room for it.
    """
    return _home().write(name)


def reading(name: str) -> IO[bytes]:
    """Return the sealed bytes to read; raises FileNotFoundError."""
    return _home().read(name)


def size_of(name: str) -> int | None:
    """Return how many sealed bytes lie under a name, and none when there is nothing."""
    found = _home().find(name)
    return found.size_bytes if found else None


def remove_unfinished(name: str) -> None:
    """Delete what a writing that was killed left aside."""
    _home().remove_unfinished(name)


def remove(name: str) -> None:
    """Delete the bytes; once is as good as twice."""
    _home().remove(name)


def everything() -> Iterator[Stored]:
    """Yield all that has its name, the mark too."""
    return (found for found in _home().under("") if found.is_finished)


def names_of(safe_id: UUID) -> list[str]:
    """Return the names of all bytes that lie under a safe."""
    return list(_home().names(_folder_of(safe_id)))


def not_under(safe_ids: Collection[UUID], names: Collection[str]) -> set[str]:
    """Return the names that lie under none of these safes."""
    folders = {_folder_of(safe_id) for safe_id in safe_ids}
    return {name for name in names if name.rpartition("/")[0] not in folders}


def begin_age_anew(name: str) -> None:
    """Let the bytes count as written now; nothing happens when they are gone."""
    _home().begin_age_anew(name)


def names_older_than(age: timedelta, *, now: datetime, safe_id: UUID | None = None) -> Iterator[str]:
    """Yield every name, finished or not, that was last written longer ago than this; of one safe, or of all."""
    for found in _home().under(_folder_of(safe_id) if safe_id else ""):
        if "/" in found.name and now - found.written_at > age:
            yield found.name


def _folder_of(safe_id: UUID) -> str:
    return f"{safe_id.hex[-2:]}/{safe_id.hex}"


def _home() -> Home:
    return FileBucket() if settings.AKKOORD_STORAGE_BUCKET else _folder(settings.AKKOORD_STORAGE_DIR)


@lru_cache(maxsize=1)
def _folder(root: Path | str) -> FileFolder:
    return FileFolder(Path(root))
