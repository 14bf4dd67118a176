"""Line numbers in a JSON file that could be read: the line of each key and element."""

import re

from reglement.rules.shapes import Place

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


def json_lines(text: str) -> dict[Place, int]:
    """Return the line of each place in this text, by its way from the outside in."""
    lines: dict[Place, int] = {(): 1}
    # Of each object or list that is open: its place, and the key or number of what comes next in it.
    opened: list[tuple[Place, str | int]] = []
    line, seen = 1, 0
    for token in _TOKEN.finditer(text):
        line, seen = line + text.count("\n", seen, token.start()), token.start()
        word = token[0]
        if word in "{[":
            place = _here(opened)
            lines.setdefault(place, line)
            opened.append((place, 0 if word == "[" else ""))
        elif word in "}]":
            opened.pop()
        elif word == ",":
            place, last = opened[-1]
            opened[-1] = (place, last + 1 if isinstance(last, int) else "")
        elif word != ":":
            place, last = opened[-1] if opened else ((), "")
            if last == "":
                opened[-1] = (place, word[1:-1])
            lines.setdefault(_here(opened), line)
    return lines


def _here(opened: list[tuple[Place, str | int]]) -> Place:
    return (*opened[-1][0], opened[-1][1]) if opened else ()
