"""Where sealed bytes lie on the disk: written aside, synced, then renamed, so that no half file has a name."""

import os
import secrets
from collections.abc import Iterator
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
    return f"{safe_id.hex[-2:]}/{safe_id.hex}/{secrets.token_hex(16)}"


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
    folder = f"{safe_id.hex[-2:]}/{safe_id.hex}"
    return sorted(f"{folder}/{path.name}" for path in _path(folder).glob("*"))


def names_older_than(age: timedelta, *, now: datetime) -> Iterator[str]:
    """Yield every name, finished or not, that was last written longer ago than this."""
    root = _root()
    for path in root.glob("*/*/*"):
        with suppress(FileNotFoundError):
            if now.timestamp() - path.stat().st_mtime > age.total_seconds():
                yield path.relative_to(root).as_posix()


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
