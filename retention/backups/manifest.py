"""What a backup consists of: a signed list of its parts with their hashes, without a word about a person."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from retention.backups.troubles import NotWhole
from vault import signing

FILE: Final = "manifest.json"
PARTS: Final = ("default", "keys", "files", "ledger")
_USE: Final = "retention.backup"
_FORMAT: Final = 1
_BYTES_AT_ONCE: Final = 1024 * 1024


@dataclass(frozen=True)
class Part:
    """One sealed file of a backup."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """One backup; `ledger` is the newest line that was remembered, `master_keys` wrap the keys in it.

    Every key that was made before `keys_at`, by the clock of that database, is in it.
    """

    name: str
    parts: Mapping[str, Part]
    ledger: tuple[int, str] | None
    master_keys: tuple[str, ...]
    server_version: int
    keys_at: datetime

    def write(self, folder: Path) -> None:
        """Write the list beside the parts."""
        (folder / FILE).write_text(json.dumps({**self._said(), "signature": self._signature()}, indent=1) + "\n")

    def refuse_unless_whole(self, folder: Path, part: str) -> None:
        """Raise NotWhole when a part is missing or is not what was written."""
        path = folder / file_of(part)
        if not path.exists():
            raise NotWhole(f"The part {part} of {self.name} is not there; that of the keys is destroyed in time.")
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(_BYTES_AT_ONCE):
                digest.update(piece)
        if digest.hexdigest() != self.parts[part].sha256:
            raise NotWhole(f"The part {part} of {self.name} is not as it was written.")

    def _signature(self) -> str:
        return signing.sign(_canonical(self._said()), use=_USE).hex()

    def _said(self) -> dict[str, Any]:
        return {
            "format": _FORMAT,
            "name": self.name,
            "parts": {name: {"bytes": part.size_bytes, "sha256": part.sha256} for name, part in self.parts.items()},
            "ledger": list(self.ledger) if self.ledger else None,
            "master_keys": list(self.master_keys),
            "server_version": self.server_version,
            "keys_at": self.keys_at.isoformat(),
        }


def read(folder: Path) -> Manifest:
    """Return the list of a backup; raises NotWhole when this house did not sign it for this folder."""
    try:
        said = json.loads((folder / FILE).read_text())
        signature = bytes.fromhex(said.pop("signature"))
        if said["name"] != folder.name or not signing.holds(signature, _canonical(said), use=_USE):
            raise NotWhole(f"The manifest of {folder.name} was not signed by this house.")
        parts = {name: Part(part["bytes"], part["sha256"]) for name, part in said["parts"].items()}
        ledger = (said["ledger"][0], said["ledger"][1]) if said["ledger"] else None
        keys_at = datetime.fromisoformat(said["keys_at"])
        return Manifest(said["name"], parts, ledger, tuple(said["master_keys"]), said["server_version"], keys_at)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as broken:
        raise NotWhole(f"The manifest of {folder.name} can't be read.") from broken


def file_of(part: str) -> str:
    """Return the name of a part's file."""
    return f"{part}.sealed"


def label_of(name: str, part: str) -> str:
    """Return what a part's seal is bound to, so that no part passes for another's."""
    return f"backup.{name}.{part}"


def _canonical(said: dict[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
