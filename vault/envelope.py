"""A sealed stream for what leaves the house as a whole, such as a backup: any size in constant memory.

A header, then AES-256-GCM segments of 1 MiB. Each is bound to the header, to a label, to its place and to being the
last or not, so that a stream that was cut, mixed or moved does not open.
"""

import hashlib
import os
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault import keyring
from vault.facts import EnvelopeBroken, KeyMissing
from vault.terms import SEGMENT_BYTES

RING: Final = "AKKOORD_BACKUP_KEYS"
_MAGIC: Final = b"akkoord\x00sealed\x01"
_SALT_BYTES: Final = 32
_TAG_BYTES: Final = 16
_SEALED_BYTES: Final = SEGMENT_BYTES + _TAG_BYTES


def writing_id() -> str:
    """Return the id of the key that new envelopes are sealed under; raises KeyUnfit."""
    return next(iter(keyring.setting_keys(RING)))


class SealedWriter:
    """Seals what is written to it; close() writes the end, and without it the stream does not open."""

    def __init__(self, output: IO[bytes], *, label: str) -> None:
        self.size_bytes = 0
        self._output = output
        self._digest = hashlib.sha256()
        self._waiting = bytearray()
        self._index = 0
        key_id, salt = writing_id().encode(), os.urandom(_SALT_BYTES)
        self._header = _MAGIC + bytes([len(key_id)]) + key_id + salt
        self._context = self._header + label.encode()
        self._cipher = _cipher(key_id.decode(), salt)
        self._put(self._header)

    @property
    def sha256(self) -> str:
        """Return the hash of the sealed bytes written so far."""
        return self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        """Take any number of bytes; raises OSError when the disk does not."""
        self._waiting += data
        while len(self._waiting) > SEGMENT_BYTES:
            self._seal(bytes(self._waiting[:SEGMENT_BYTES]), is_last=False)
            del self._waiting[:SEGMENT_BYTES]
        return len(data)

    def close(self) -> None:
        """Write the last segment."""
        self._seal(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _seal(self, segment: bytes, *, is_last: bool) -> None:
        self._put(self._cipher.encrypt(_nonce(self._index), segment, _place(self._context, self._index, is_last)))
        self._index += 1

    def _put(self, data: bytes) -> None:
        self._output.write(data)
        self._digest.update(data)
        self.size_bytes += len(data)


class SealedReader:
    """Opens a sealed stream piece by piece; raises EnvelopeBroken at the first piece that is not what was sealed.

    Raises KeyMissing when the ring lacks the key that is named in the header.
    """

    def __init__(self, source: IO[bytes], *, label: str) -> None:
        self._source = source
        start = source.read(len(_MAGIC) + 1)
        if start[:-1] != _MAGIC:
            raise EnvelopeBroken
        rest = source.read(start[-1] + _SALT_BYTES)
        key_id, salt = rest[: start[-1]], rest[start[-1] :]
        if len(salt) != _SALT_BYTES:
            raise EnvelopeBroken
        self._context = start + rest + label.encode()
        self._cipher = _cipher(key_id.decode(errors="replace"), salt)
        self._opened = b""
        self._index = 0
        self._following = source.read(_SEALED_BYTES)

    def read(self, size: int = -1, /) -> bytes:
        """Return at most this many bytes, everything when negative, and none at the end."""
        parts, missing = [], size
        while missing:
            if not self._opened and not self._open_next():
                break
            part = self._opened if missing < 0 else self._opened[:missing]
            self._opened = self._opened[len(part) :]
            missing -= len(part) if missing > 0 else 0
            parts.append(part)
        return b"".join(parts)

    def _open_next(self) -> bool:
        # An empty last segment is a segment too: it has its tag.
        if self._index and not self._following:
            return False
        sealed, self._following = self._following, self._source.read(_SEALED_BYTES)
        place = _place(self._context, self._index, not self._following)
        try:
            self._opened = self._cipher.decrypt(_nonce(self._index), sealed, place)
        except (InvalidTag, ValueError) as broken:
            raise EnvelopeBroken from broken
        self._index += 1
        return bool(self._opened)


def _cipher(key_id: str, salt: bytes) -> AESGCM:
    key = keyring.setting_keys(RING).get(key_id)
    if key is None:
        raise KeyMissing
    # A key of its own for each stream, so that numbers serve as nonces.
    return AESGCM(keyring.derived(key, f"envelope.{salt.hex()}"))


def _nonce(index: int) -> bytes:
    return index.to_bytes(keyring.NONCE_BYTES)


def _place(context: bytes, index: int, is_last: bool) -> bytes:  # noqa: FBT001 - private, reads as a place
    return context + b"\x00" + index.to_bytes(8) + (b"\x01" if is_last else b"\x00")
