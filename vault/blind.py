"""Blind indexes: exact words can be found by the hash of a key, and their letters not."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Final

from vault import keyring

RING: Final = "AKKOORD_INDEX_KEYS"


class UnknownIndex(Exception):
    """There is no blind index of this kind."""


def writing_id() -> str:
    """Return the id of the key that new indexes are made with; raises KeyUnfit."""
    return next(iter(keyring.setting_keys(RING)))


def blind_index(kind: str, value: str | date) -> bytes:
    """Return the hash to store for one exact value; truncated, so that a hit is a candidate and not a proof."""
    return _hashed(_writing_key(), kind, value)


def blind_words(kind: str, value: str) -> list[bytes]:
    """Return the hashes to store for the words of a value, each once, in the order of their hashes."""
    return _hashed_words(_writing_key(), kind, value)


def blind_candidates(kind: str, value: str | date) -> list[bytes]:
    """Return the hashes to find one exact value by, one for each key of the ring: a row is under one of them."""
    return [_hashed(key, kind, value) for key in keyring.setting_keys(RING).values()]


def blind_words_candidates(kind: str, value: str) -> list[list[bytes]]:
    """Return the hashes to find all words of a value by, a list for each key of the ring."""
    return [_hashed_words(key, kind, value) for key in keyring.setting_keys(RING).values()]


def _writing_key() -> bytes:
    return next(iter(keyring.setting_keys(RING).values()))


def _hashed(secret: bytes, kind: str, value: str | date) -> bytes:
    try:
        normalise, length = _KINDS[kind]
    except KeyError as unknown:
        raise UnknownIndex(kind) from unknown
    key = keyring.derived(secret, f"vault.blind.{kind}")
    return hmac.digest(key, normalise(str(value)).encode(), hashlib.sha256)[:length]


def _hashed_words(secret: bytes, kind: str, value: str) -> list[bytes]:
    return sorted({_hashed(secret, kind, word) for word in _WORD.findall(_folded(value))})


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
