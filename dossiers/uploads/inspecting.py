"""The kinds of file the house keeps, and the look inside that tells whether a file is one of them."""

import zlib
from dataclasses import dataclass
from typing import IO, Final

import magic
from django.conf import settings

from dossiers.facts import FileEmpty, FileHasMacros, FileTooBig, FileTypeLies, FileTypeNotAllowed
from dossiers.uploads.archives import OfficeShape, inspect_office_file
from dossiers.uploads.names import clean_name, extension_of

HEAD_BYTES: Final = 64 * 1024
OOXML: Final = "application/vnd.openxmlformats-officedocument"
OFFICE: Final = {
    "docx": (
        f"{OOXML}.wordprocessingml.document",
        OfficeShape("word/document.xml", "[content_types].xml", b"wordprocessingml.document.main+xml"),
    ),
    "xlsx": (
        f"{OOXML}.spreadsheetml.sheet",
        OfficeShape("xl/workbook.xml", "[content_types].xml", b"spreadsheetml.sheet.main+xml"),
    ),
    "odt": (
        "application/vnd.oasis.opendocument.text",
        OfficeShape("content.xml", "mimetype", b"application/vnd.oasis.opendocument.text"),
    ),
}
PICTURED: Final = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
WRITTEN: Final = {"txt": "text/plain", "eml": "message/rfc822"}
WITH_MACROS: Final = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm"})
ALLOWED_EXTENSIONS: Final = (*PICTURED, *OFFICE, *WRITTEN)


@dataclass(frozen=True)
class Inspected:
    """An upload that may be kept: its clean name and the type under which it is given out."""

    name: str
    media_type: str


def inspect_upload(stream: IO[bytes], *, name: str, size_bytes: int) -> Inspected:
    """Accept an upload whose content is what its name says, and rewind it; raises a FileRefused otherwise."""
    if size_bytes > settings.AKKOORD_MAX_UPLOAD:
        raise FileTooBig
    clean = clean_name(name)
    extension = extension_of(clean)
    if extension in WITH_MACROS:
        raise FileHasMacros
    if extension not in ALLOWED_EXTENSIONS:
        raise FileTypeNotAllowed
    if size_bytes <= 0:
        raise FileEmpty
    stream.seek(0)
    media_type = _media_type(stream, extension)
    stream.seek(0)
    return Inspected(clean, media_type)


def _media_type(stream: IO[bytes], extension: str) -> str:
    if extension in OFFICE:
        media_type, shape = OFFICE[extension]
        try:
            inspect_office_file(stream, shape)
        except zlib.error as broken:
            raise FileTypeLies from broken
        return media_type
    head = stream.read(HEAD_BYTES)
    found = magic.from_buffer(head, mime=True)
    if extension in WRITTEN:
        if b"\x00" in head or not (found.startswith("text/") or found == WRITTEN[extension]):
            raise FileTypeLies
        return WRITTEN[extension]
    if found != PICTURED[extension]:
        raise FileTypeLies
    return found
