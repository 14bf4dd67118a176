"""Blind indexes: exact words can be found by the hash of a key, and their letters not."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Final

from vault import keyring


class UnknownIndex(Exception):
    """There is no blind index of this kind."""


def blind_index(kind: str, value: str | date) -> bytes:
    """Return the hash to find one exact value by; truncated, so that a hit is a candidate and not a proof."""
    try:
        normalise, length = _KINDS[kind]
    except KeyError as unknown:
        raise UnknownIndex(kind) from unknown
    key = keyring.derived(keyring.setting_key("AKKOORD_INDEX_KEY"), f"vault.blind.{kind}")
    return hmac.digest(key, normalise(str(value)).encode(), hashlib.sha256)[:length]


def blind_words(kind: str, value: str) -> list[bytes]:
    """Return the hashes of the words of a value, each once, in the order of their hashes."""
    return sorted({blind_index(kind, word) for word in _WORD.findall(_folded(value))})


def _folded(value: str) -> str:
    spread = unicodedata.normalize("NFKD", value.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _name(value: str) -> str:
    return " ".join(_WORD.findall(_folded(value)))


def _digits(value: str) -> str:
    return "".join(letter for letter in value if letter.isdigit())


def _phone(value: str) -> str:
    # The last nine digits are the same with and without a country code.
    return _digits(value)[-9:]


_WORD: Final = re.compile(r"[^\W_]+")
_KINDS: Final[dict[str, tuple[Callable[[str], str], int]]] = {
    "name": (_name, 8),
    "email": (lambda value: value.strip().casefold(), 12),
    "bsn": (_digits, 16),
    "birth_date": (str.strip, 12),
    "phone": (_phone, 12),
}
