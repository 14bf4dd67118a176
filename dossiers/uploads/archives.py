"""Office files are zip archives: what must be inside, what may not, and how far they may unpack."""

import zipfile
from dataclasses import dataclass
from typing import IO

from dossiers.facts import FileHasMacros, FileTypeLies, FileUnpacksTooFar
from dossiers.terms import ARCHIVE_MAX_BYTES, ARCHIVE_MAX_PARTS, ARCHIVE_MAX_RATIO

MANIFEST_MAX_BYTES = 512 * 1024
MACRO_PARTS = ("vbaproject.bin", "basic/", "scripts/", "macrosheets/")


@dataclass(frozen=True)
class OfficeShape:
    """What makes a zip archive this kind of office file: a part it must have, and what its manifest must say."""

    required_part: str
    manifest: str
    manifest_says: bytes


def inspect_office_file(stream: IO[bytes], shape: OfficeShape) -> None:
    """Accept an office file of this shape; raises FileTypeLies, FileHasMacros or FileUnpacksTooFar.

    Only the directory and one small part are read; nothing is unpacked.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            _refuse_bombs(parts)
            names = [part.filename.lower() for part in parts]
            if any(macro in name for name in names for macro in MACRO_PARTS):
                raise FileHasMacros
            if shape.required_part not in names or shape.manifest not in names:
                raise FileTypeLies
            manifest = _read_manifest(archive, parts[names.index(shape.manifest)])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as broken:
        raise FileTypeLies from broken
    if b"macroenabled" in manifest.lower():
        raise FileHasMacros
    if shape.manifest_says not in manifest:
        raise FileTypeLies


def _refuse_bombs(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > ARCHIVE_MAX_PARTS or unpacked > ARCHIVE_MAX_BYTES or unpacked > ARCHIVE_MAX_RATIO * max(packed, 1):
        raise FileUnpacksTooFar


def _read_manifest(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with archive.open(part) as opened:
        return opened.read(MANIFEST_MAX_BYTES)
