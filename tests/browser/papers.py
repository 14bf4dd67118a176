"""The words that stand in a PDF, as somebody reads them."""

import re
from io import BytesIO

import pikepdf

PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")


def words_of(pdf: bytes) -> str:
    """Return the text of all pages, each glyph as the letter that it stands for."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return " ".join(_words_of_page(page) for page in opened.pages)


def _words_of_page(page: pikepdf.Page) -> str:
    letters: dict[int, str] = {}
    words: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = _letters_of(page.Resources.Font[str(operands[0])])
        elif str(operator) in ("Tj", "TJ"):
            shown = operands[0] if str(operator) == "TJ" else operands
            words.append("".join(_read(bytes(each), letters) for each in shown if isinstance(each, pikepdf.String)))
    return " ".join(words)


def _letters_of(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes()
    return {
        int(glyph, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for glyph, letter in PAIR.findall(table)
    }


def _read(glyphs: bytes, letters: dict[int, str]) -> str:
    return "".join(letters.get(int.from_bytes(glyphs[at : at + 2]), "") for at in range(0, len(glyphs), 2))
