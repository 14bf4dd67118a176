"""Where backups lie: a folder for each, named after its moment, and under a dot for as long as it is not whole."""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from retention.backups.troubles import AlreadyRunning, NotSetUp

_NAME: Final = re.compile(r"^(\d{8}T\d{6})Z-[0-9a-f]{6}$")
_MOMENT: Final = "%Y%m%dT%H%M%S"


def root() -> Path:
    """Return the folder of all backups, making it; raises NotSetUp."""
    given = getattr(settings, "AKKOORD_BACKUP_DIR", None)
    if not given:
        raise NotSetUp("AKKOORD_BACKUP_DIR is not set. Set it to a folder on another disk than the databases.")
    folder = Path(given)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def new_name(moment: datetime) -> str:
    """Return the name of a backup made at this moment."""
    return f"{moment.astimezone(UTC):{_MOMENT}}Z-{secrets.token_hex(3)}"


def made_at(name: str) -> datetime:
    """Return the moment in the name of a backup, which nobody changes by touching a file."""
    found = _NAME.match(name)
    if found is None:
        raise ValueError("not the name of a backup")
    return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)


def names() -> list[str]:
    """Return the names of all whole backups, the oldest first."""
    return sorted(path.name for path in root().iterdir() if _NAME.match(path.name))


@contextmanager
def only_one() -> Iterator[None]:
    """Work alone in the folder of backups, having cleared what a kill left half; raises AlreadyRunning."""
    with (root() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise AlreadyRunning("Another backup or restore is at work in this folder. Wait until it ends.") from taken
        for path in root().glob(".*Z-*"):
            shutil.rmtree(path)
        yield


@contextmanager
def making(name: str) -> Iterator[Path]:
    """Give a folder to fill; it gets its name when the block ends well, and is gone when it does not."""
    unfinished = root() / f".{name}"
    unfinished.mkdir(mode=0o700)
    try:
        yield unfinished
        sync(unfinished)
        unfinished.rename(root() / name)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    sync(root())


def remove(name: str) -> None:
    """Remove a whole backup; killed in the middle, the rest is cleared by whoever works here next."""
    going = root() / f".{name}"
    (root() / name).rename(going)
    sync(root())
    shutil.rmtree(going)


def remove_part(name: str, file: str) -> bool:
    """Remove one part of a backup; return whether it was there."""
    path = root() / name / file
    if not path.exists():
        return False
    path.unlink()
    sync(path.parent)
    return True


def sync(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
