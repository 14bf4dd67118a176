"""The making of a backup: default, keys, files, ledger, in that order, sealed, and named only when all are whole."""

import errno
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from retention.backups import folders, manifest, places, postgres
from retention.backups.manifest import Manifest, Part
from retention.backups.pruning import prune
from retention.backups.troubles import BackupTrouble, NoRoom, NotSetUp
from vault import envelope, masters, quarantine, remembering, storage
from vault.facts import KeyUnfit

Say = Callable[[str], None]
Fill = Callable[[postgres.Sink], None]
# A dump holds no indexes and is compressed, so a database's own size is more than it needs.
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def make_backup(*, say: Say = lambda line: None) -> Manifest:
    """Destroy what has outlived its life, then make a backup; raises BackupTrouble, and leaves nothing half.

    `keys` comes after `default`: a safe's key is made before the safe, so that whatever `default` holds has its key
    here. A key that was shredded in between is missing, and the ledger, which comes last, says why. Files come after
    `default` too: of a row that is there the bytes are there, unless they were removed in between.
    """
    _refuse_unless_ready()
    with places.only_one():
        for line in prune():
            say(line)
        _refuse_without_room()
        return _made(places.new_name(datetime.now(UTC)), say)


def _made(name: str, say: Say) -> Manifest:
    fills: dict[str, Fill] = {
        "default": lambda sink: postgres.dump("default", sink),
        "keys": lambda sink: postgres.dump("keys", sink),
        "files": folders.pack_stored,
        "ledger": lambda sink: folders.pack(Path(settings.AKKOORD_LEDGER_DIR), sink),
    }
    keys_at = postgres.moment("keys")
    try:
        with places.making(name) as folder:
            parts = {part: _sealed(folder, name, part, fill, say) for part, fill in fills.items()}
            mark = remembering.newest()
            made = Manifest(
                name=name,
                parts=parts,
                ledger=(mark.seq, mark.sha256) if mark else None,
                master_keys=tuple(masters.in_use()),
                server_version=postgres.server_version("default"),
                keys_at=keys_at,
            )
            made.write(folder)
    except OSError as failed:
        if failed.errno in _FULL:
            raise NoRoom(
                "The disk ran full. The half backup is removed; the ones before are as they were."
            ) from failed
        raise
    return made


def _sealed(folder: Path, name: str, part: str, fill: Fill, say: Say) -> Part:
    with (folder / manifest.file_of(part)).open("xb") as output:
        sealed = envelope.SealedWriter(output, label=manifest.label_of(name, part))
        fill(sealed)
        sealed.close()
        output.flush()
        os.fsync(output.fileno())
    say(f"{part}: {sealed.size_bytes} bytes")
    return Part(sealed.size_bytes, sealed.sha256)


def _refuse_unless_ready() -> None:
    try:
        envelope.writing_id()
    except KeyUnfit as unfit:
        raise NotSetUp("AKKOORD_BACKUP_KEYS is not set. Set it to id:base64, 32 bytes, kept apart.") from unfit
    if quarantine.look_again():
        raise BackupTrouble("The doors are closed, so a backup would keep what is wrong: see `manage.py vault doors`.")


def _refuse_without_room() -> None:
    needed = sum(postgres.size_bytes(alias) for alias in ("default", "keys"))
    needed += folders.size_bytes(Path(settings.AKKOORD_LEDGER_DIR))
    needed += sum(stored.size_bytes for stored in storage.everything())
    free = shutil.disk_usage(places.root()).free
    if free < needed:
        raise NoRoom(f"A backup may take {needed} bytes and the disk has {free} free. Nothing was made.")
