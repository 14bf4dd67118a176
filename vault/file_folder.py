"""Sealed bytes in a folder: written aside, synced, then renamed, so that no half file has a name."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from vault.facts import StorageFull
from vault.stored import UNFINISHED, Stored

NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


class FileFolder:
    """A folder on a disk of this machine, or one that machines share."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def write(self, name: str) -> Iterator[IO[bytes]]:
        """Give a file to write; it gets its name when the block ends well, and is gone when it does not.

        Raises StorageFull when there is no room for it.
        """
        target = self._root / name
        unfinished = target.with_name(target.name + UNFINISHED)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with unfinished.open("xb") as output:
                yield output
                output.flush()
                os.fsync(output.fileno())
            unfinished.rename(target)
        except BaseException as failure:
            unfinished.unlink(missing_ok=True)
            if isinstance(failure, OSError) and failure.errno in NO_ROOM:
                raise StorageFull from failure
            raise
        _sync(target.parent)

    def touch(self, name: str) -> None:
        """Let an empty file be there; once is as good as twice."""
        self._root.mkdir(parents=True, exist_ok=True)
        (self._root / name).touch()
        _sync(self._root)

    def read(self, name: str) -> IO[bytes]:
        """Return the bytes to read; raises FileNotFoundError."""
        return (self._root / name).open("rb")

    def find(self, name: str) -> Stored | None:
        """Return what lies under a name."""
        try:
            return self._stored(name)
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Delete it, and the folders that are empty then; once is as good as twice."""
        path = f"{self._root}/{name}"
        with suppress(FileNotFoundError):
            os.unlink(path)
        folder = os.path.dirname(path)
        for emptied in (folder, os.path.dirname(folder)):
            with suppress(OSError):  # others may still be in it
                os.rmdir(emptied)

    def remove_unfinished(self, name: str) -> None:
        """Delete what a writing that was killed left aside."""
        (self._root / (name + UNFINISHED)).unlink(missing_ok=True)

    def under(self, folder: str) -> Iterator[Stored]:
        """Yield what lies under a folder, half files too, in order."""
        for name in self.names(folder):
            with suppress(FileNotFoundError):
                yield self._stored(name)

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of what lies under a folder, half files too, in order; raises OSError for one unread."""
        root = f"{self._root}/"
        for place, folders, files in os.walk(root + folder, onerror=_unless_it_is_missing):
            folders.sort()
            for name in sorted(files):
                yield os.path.join(place, name).removeprefix(root)

    def begin_age_anew(self, name: str) -> None:
        """Let it count as written now; nothing happens when it is gone."""
        with suppress(FileNotFoundError):
            os.utime(self._root / name)

    def _stored(self, name: str) -> Stored:
        found = os.stat(f"{self._root}/{name}")
        return Stored(name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))


def _unless_it_is_missing(failure: OSError) -> None:
    # What can't be read is not known to be empty.
    if not isinstance(failure, FileNotFoundError):
        raise failure


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
