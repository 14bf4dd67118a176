"""Terms as people type them: "1 jaar", "18 maanden", "5 werkdagen", in the words that pages show them in."""

import re
from typing import Final

from reglement.terms import UNSET
from reglement.wording.terms_in_words import is_term

_UNITS: Final = {
    "WD": ("werkdag", "werkdagen", "working day", "working days"),
    "Y": ("jaar", "jaren", "year", "years"),
    "M": ("maand", "maanden", "month", "months"),
    "W": ("week", "weken", "weeks"),
    "D": ("dag", "dagen", "day", "days"),
}
_UNIT_OF: Final = {word: unit for unit, words in _UNITS.items() for word in words}
_LONGEST_FIRST = sorted(_UNIT_OF, key=len, reverse=True)
_PIECE = re.compile(rf"(\d+)\s*({'|'.join(_LONGEST_FIRST)})\b")
_BETWEEN = re.compile(r"[\s,]*(?:en|and)?[\s,]*")
_AT_ONCE: Final = frozenset({"meteen", "at once"})
_OPEN: Final = frozenset({"open", "nog niet ingevuld", "not yet filled in", UNSET})
_NOTHING: Final = frozenset({"geen termijn", "no term"})


def term_from_words(typed: str) -> str:
    """Return the term of the rule form that these words say; what says no term comes back as it was typed."""
    text = " ".join(typed.split())
    low = text.lower()
    if low in _NOTHING:
        return ""
    if low in _OPEN:
        return UNSET
    if low in _AT_ONCE:
        return "P0D"
    if is_term(text.upper()):
        return text.upper()
    pieces = _PIECE.findall(low)
    if not pieces or _BETWEEN.sub("", _PIECE.sub("", low)):
        return text
    term = "P" + "".join(f"{int(count)}{_UNIT_OF[word]}" for count, word in pieces)
    return term if is_term(term) else text
