"""The ledger comes back only where it is shorter: the books that are there are never made to say less."""

import os
import shutil
from pathlib import Path
from typing import IO, Final

from django.conf import settings

from retention.backups import folders, places
from retention.backups.postgres import Source
from retention.backups.troubles import NotWhole

_PIECE: Final = 1024 * 1024


def bring_back(source: Source) -> list[str]:
    """Put books in the place of shorter ones, and return which; raises NotWhole when two books tell different stories.

    Each book is written aside and renamed, so that a kill leaves the old one or the new one.
    """
    root = Path(settings.AKKOORD_LEDGER_DIR)
    root.mkdir(parents=True, exist_ok=True)
    replaced = []
    for name, content, _size in folders.unpack(source):
        target, aside = root / name, root / f".{name}.unfinished"
        with aside.open("wb") as output:
            shutil.copyfileobj(content, output, _PIECE)
            output.flush()
            os.fsync(output.fileno())
        if _is_longer(aside, target):
            aside.replace(target)
            replaced.append(name)
        else:
            aside.unlink()
    places.sync(root)
    return replaced


def _is_longer(aside: Path, target: Path) -> bool:
    if not target.exists():
        return True
    with aside.open("rb") as fresh, target.open("rb") as present:
        if not _alike_as_far_as_both_go(fresh, present):
            raise NotWhole(f"The book {target.name} here and the one in the backup tell different stories.")
    return aside.stat().st_size > target.stat().st_size


def _alike_as_far_as_both_go(one: IO[bytes], other: IO[bytes]) -> bool:
    while (piece := one.read(_PIECE)) and (against := other.read(_PIECE)):
        common = min(len(piece), len(against))
        if piece[:common] != against[:common]:
            return False
    return True
