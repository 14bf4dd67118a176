"""The catalogue of sentences as a test reads it: what is translated, and what the code and the templates say."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

from tests.house import PYTHON, ROOT, TEMPLATES, room_of, tracked

ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
DUTCH = ROOT / "locale" / "nl" / "LC_MESSAGES" / "django.po"
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
SAID = re.compile(r"\b(n?)(?:gettext|_)\(\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")


@dataclass
class Entry:
    """One sentence with its translations; the keys of `said` are gettext's own: msgid, msgid_plural, msgstr[0]."""

    said: dict[str, str] = field(default_factory=dict)
    is_fuzzy: bool = False

    @property
    def originals(self) -> list[str]:
        """Return the sentence, and its plural if it has one."""
        return [text for key, text in self.said.items() if key.startswith("msgid")]

    @property
    def translations(self) -> list[str]:
        """Return the translation, or one for each number."""
        return [text for key, text in self.said.items() if key.startswith("msgstr")]


def entries_of(path: Path) -> list[Entry]:
    """Return every sentence of a .po file, its header left out."""
    found = []
    for block in path.read_text().split("\n\n"):
        entry, key = Entry(), ""
        for line in block.splitlines():
            if line.startswith("#"):
                entry.is_fuzzy |= line.startswith("#,") and "fuzzy" in line
                continue
            if not line.startswith('"'):
                key, line = line.split(" ", 1)
            entry.said[key] = entry.said.get(key, "") + ast.literal_eval(line)
        if entry.said.get("msgid"):
            found.append(entry)
    return found


def sentences_of_the_house() -> dict[str, Path]:
    """Return every sentence that our code and templates hand to gettext, with a file that says it."""
    rooms = [path for path in PYTHON if room_of(path) not in {"tests", "benchmarks"}]
    pages = [*TEMPLATES, *(path for path in tracked(".txt") if room_of(path) == "templates")]
    return {
        **{text: path for path in rooms for text in _of_code(path)},
        **{text: path for path in pages for text in _of_template(path)},
    }


def _of_code(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT:
            number = 2 if node.func.id.startswith("n") else 1
            for argument in node.args[:number]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def _of_template(path: Path) -> Iterator[str]:
    for match in SAID.finditer(templatize(path.read_text())):
        yield ast.literal_eval(match[2])
