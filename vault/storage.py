"""Where sealed bytes lie on the disk: written aside, synced, then renamed, so that no half file has a name."""

import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings

_UNFINISHED = ".unfinished"
# A disk that is not mounted leaves an empty folder in its place; without this mark it is not the one written in.
_MARK = "storage.akkoord"


def is_marked() -> bool:
    """Say whether the folder is the one in which this house began to write."""
    return _path(_MARK).is_file()


def begin() -> None:
    """Mark the folder as the one of this house."""
    _root().mkdir(parents=True, exist_ok=True)
    _path(_MARK).touch()
    _sync_folder(_root())


def new_name(safe_id: UUID) -> str:
    """Return a random name under the safe's own folder, which a scan for what is left of a safe looks in."""
    return f"{_folder_of(safe_id)}/{secrets.token_hex(16)}"


@contextmanager
def writing(name: str) -> Iterator[IO[bytes]]:
    """Give a file to write; it gets its name when the block ends well, and is gone when it does not."""
    target = _path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + _UNFINISHED)
    try:
        with unfinished.open("xb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())
        unfinished.rename(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def reading(name: str) -> IO[bytes]:
    """Return the sealed bytes to read; raises FileNotFoundError."""
    return _path(name).open("rb")


def size_of(name: str) -> int | None:
    """Return how many sealed bytes lie under a name, and none when there is nothing."""
    try:
        return _path(name).stat().st_size
    except FileNotFoundError:
        return None


def remove_unfinished(name: str) -> None:
    """Delete what a writing that was killed left aside."""
    _path(name + _UNFINISHED).unlink(missing_ok=True)


def remove(name: str) -> None:
    """Delete the bytes; once is as good as twice."""
    path = _path(name)
    path.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):
        with suppress(OSError):  # others may still be in it
            folder.rmdir()


def names_of(safe_id: UUID) -> list[str]:
    """Return the names of all bytes that lie under a safe."""
    folder = _folder_of(safe_id)
    try:
        return sorted(f"{folder}/{name}" for name in os.listdir(_path(folder)))
    except FileNotFoundError:
        return []


def not_under(safe_ids: Collection[UUID], names: Collection[str]) -> set[str]:
    """Return the names that lie under none of these safes."""
    folders = {_folder_of(safe_id) for safe_id in safe_ids}
    return {name for name in names if name.rpartition("/")[0] not in folders}


def begin_age_anew(name: str) -> None:
    """Let the bytes count as written now; nothing happens when they are gone."""
    with suppress(FileNotFoundError):
        os.utime(_path(name))


def names_older_than(age: timedelta, *, now: datetime, safe_id: UUID | None = None) -> Iterator[str]:
    """Yield every name, finished or not, that was last written longer ago than this; of one safe, or of all."""
    root = _root()
    for path in root.glob(f"{_folder_of(safe_id)}/*" if safe_id else "*/*/*"):
        with suppress(FileNotFoundError):
            if now.timestamp() - path.stat().st_mtime > age.total_seconds():
                yield path.relative_to(root).as_posix()


def _folder_of(safe_id: UUID) -> str:
    return f"{safe_id.hex[-2:]}/{safe_id.hex}"


def _root() -> Path:
    return Path(settings.AKKOORD_STORAGE_DIR)


def _path(name: str) -> Path:
    return _root() / name


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
