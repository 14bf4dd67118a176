"""Line numbers in a TOML file: tomllib gives values without places, so this walks the text once more."""

import re
from collections import defaultdict

from reglement.rules.shapes import Place

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{},\n]|[^\[\]{},\n"\'#]+',
    re.DOTALL,
)


class Positions:
    """The line of each table, key and array element of a TOML text that tomllib could read."""

    def __init__(self, text: str = "", *, lines: dict[Place, int] | None = None) -> None:
        """Walk the text once, or take the lines as another walk found them."""
        self._lines: dict[Place, int] = lines or {(): 1}
        self._counts: dict[Place, int] = defaultdict(int)
        self._walk(text)

    def line_of(self, path: Place) -> int:
        """Return the line of this place, or of the nearest place around it."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def _walk(self, text: str) -> None:
        table: Place = ()
        position, line = 0, 1
        while position < len(text):
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            row = text[position:end]
            header, key = _HEADER.match(row), _KEY.match(row)
            if header:
                table = self._enter(header[2], line, many=header[1] == "[[")
            elif key and not row.lstrip().startswith("#"):
                path = (*table, *_steps(key[1]))
                self._lines.setdefault(path, line)
                end = self._value(text, position + key.end(), line, path)
                line += text.count("\n", position, end)
            position, line = end + 1, line + 1

    def _enter(self, name: str, line: int, *, many: bool) -> Place:
        path: Place = ()
        steps = _steps(name)
        for index, step in enumerate(steps):
            path = (*path, step)
            last = index == len(steps) - 1
            if last and many:
                self._lines.setdefault(path, line)
                path = (*path, self._counts[path])
                self._counts[path[:-1]] += 1
            elif self._counts.get(path):
                path = (*path, self._counts[path] - 1)
        self._lines.setdefault(path, line)
        return path

    def _value(self, text: str, position: int, line: int, path: Place) -> int:
        """Walk one value, noting inline keys and elements; return where its last line ends."""
        stack: list[tuple[str, Place, int]] = []
        for token in _TOKEN.finditer(text, position):
            word = token[0]
            here = line + text.count("\n", position, token.start())
            if word in "[{":
                inner = self._inner(stack, path)
                stack.append((word, inner, 0))
                if word == "[":
                    self._lines.setdefault((*inner, 0), here)
            elif word in "]}" and stack:
                stack.pop()
            elif word == "," and stack and stack[-1][0] == "[":
                opener, inner, index = stack[-1]
                stack[-1] = (opener, inner, index + 1)
            elif word == "\n" and not stack:
                return token.start()
            elif stack and not word.startswith("#") and word.strip():
                self._note(stack, word, here)
        return len(text)

    def _inner(self, stack: list[tuple[str, Place, int]], path: Place) -> Place:
        if not stack:
            return path
        opener, inner, index = stack[-1]
        return (*inner, index) if opener == "[" else self._last_key

    def _note(self, stack: list[tuple[str, Place, int]], word: str, line: int) -> None:
        opener, inner, index = stack[-1]
        key = _KEY.match(word) if opener == "{" else None
        if key:
            self._last_key: Place = (*inner, *_steps(key[1]))
            self._lines.setdefault(self._last_key, line)
        elif opener == "[":
            self._lines[(*inner, index)] = line


def _steps(dotted: str) -> Place:
    return tuple(re.findall(r"[A-Za-z0-9_-]+|(?<=\")[^\"]*(?=\")", dotted))
