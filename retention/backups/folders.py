"""A folder as one stream and back: sealed files and the books of the ledger, of any size in constant memory."""

import os
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from retention.backups.postgres import Sink, Source
from retention.backups.troubles import NotWhole
from vault import storage


def size_bytes(root: Path) -> int:
    """Return what the files in a folder take."""
    found = 0
    for path in _files(root):
        with suppress(FileNotFoundError):
            found += path.stat().st_size
    return found


def pack(root: Path, sink: Sink) -> None:
    """Write every file of a folder to the sink; what is removed meanwhile is left out, what grows is cut where it was.

    Bytes that have no name yet are left out too.
    """
    with tarfile.open(fileobj=cast(Any, sink), mode="w|", format=tarfile.PAX_FORMAT) as archive:
        for path in _files(root):
            with suppress(FileNotFoundError), path.open("rb") as file:
                entry = tarfile.TarInfo(path.relative_to(root).as_posix())
                entry.size, entry.mtime = os.fstat(file.fileno()).st_size, int(os.fstat(file.fileno()).st_mtime)
                archive.addfile(entry, file)


def pack_stored(sink: Sink) -> None:
    """Write every sealed file to the sink, from wherever they lie; what is removed meanwhile is left out."""
    with tarfile.open(fileobj=cast(Any, sink), mode="w|", format=tarfile.PAX_FORMAT) as archive:
        for stored in storage.everything():
            with suppress(FileNotFoundError), storage.reading(stored.name) as file:
                entry = tarfile.TarInfo(stored.name)
                entry.size, entry.mtime = stored.size_bytes, int(stored.written_at.timestamp())
                archive.addfile(entry, file)


def unpack(source: Source) -> Iterator[tuple[str, Source, int]]:
    """Yield name, content and size in bytes of each file, in order; each must be read before the next is asked for.

    Raises NotWhole for anything that is not a plain file below the folder.
    """
    with tarfile.open(fileobj=cast(Any, source), mode="r|") as archive:
        for entry in archive:
            place = Path(entry.name)
            if not entry.isfile() or place.is_absolute() or ".." in place.parts:
                raise NotWhole("The archive holds something that is not a file of this folder.")
            content = archive.extractfile(entry)
            if content is not None:
                yield entry.name, content, entry.size


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders.sort()
        yield from (Path(folder) / name for name in sorted(files) if not name.endswith(".unfinished"))
