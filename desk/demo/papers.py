"""Small real documents: a PDF, a text document and a picture, made on the spot and the same each time."""

import struct
import zipfile
import zlib
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from desk.demo.bureau import ORGANISATION
from ui.pdf import render_pdf

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{paragraphs}</w:body></w:document>"
)
_PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


@cache
def a_pdf(title: str, paragraphs: tuple[str, ...]) -> bytes:
    """Return a letter of the bureau without a day, so that it is drawn once for everybody who got it."""
    facts = {"organisation": ORGANISATION, "reference": "", "day": "", "addressee": "", "facts": []}
    return render_pdf("pdf/notice.html", {**facts, "paragraphs": list(paragraphs)}, kind="notice", title=title)


@cache
def a_docx(paragraphs: tuple[str, ...]) -> bytes:
    """Return the smallest text document that a word processor opens."""
    body = "".join(_PARAGRAPH.format(text=escape(text)) for text in paragraphs)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": _DOCUMENT.format(paragraphs=body),
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0)), content)
    return target.getvalue()


@cache
def a_png(width: int = 240, height: int = 160) -> bytes:
    """Return a picture: three bars on a light ground, as somebody would photograph from a flip-over."""
    rows = b"".join(b"\x00" + _row(line, width, height) for line in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _row(line: int, width: int, height: int) -> bytes:
    bars = ((0.15, 0.30, 0.45), (0.42, 0.57, 0.75), (0.69, 0.84, 0.60))
    ground, ink = bytes((247, 244, 238)), bytes((38, 92, 104))
    pixels = bytearray()
    for column in range(width):
        x, y = column / width, 1 - line / height
        pixels += ink if any(left <= x <= right and 0.1 <= y <= top for left, right, top in bars) else ground
    return bytes(pixels)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
