"""Sealed files: sealed and opened in segments, so that a file of any size passes in constant memory."""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import IO, Protocol, Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db import transaction

from vault import storage, unlocking
from vault.ciphers import Cipher
from vault.facts import FileBroken, SafeIsFenced, StorageOutOfReach
from vault.ids import new_id
from vault.models import Safe, SealedFile
from vault.sealing import FORMAT, NONCE_BYTES, TAG_BYTES
from vault.terms import KEY_LINGERS, SEGMENT_BYTES

_SEALED_SEGMENT_BYTES = NONCE_BYTES + SEGMENT_BYTES + TAG_BYTES
_LABEL = b"vault.file\x00"


class Readable(Protocol):
    """Anything that gives bytes on request: an upload, an open file, a buffer."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most this many bytes, and none at the end."""


def seal_file(safe: Safe, stream: Readable, *, media_type: str) -> SealedFile:
    """Seal a stream into the safe; the bytes are complete on the disk before the row exists.

    Raises SafeIsFenced, StorageFull, and StorageOutOfReach while the folder is not the one that was written in before.
    """
    if Safe.objects.filter(id=safe.id, fenced_at__isnull=False).exists():
        raise SafeIsFenced
    if not storage.is_marked():
        assert_storage_in_reach()
        storage.begin()
    file_id, name = new_id(), storage.new_name(safe.id)
    cipher = unlocking.cipher_for_sealing(safe.id).current
    with storage.writing(name) as output:
        digest, size = _seal_segments(cipher, stream, output, _place(safe.id, file_id))
    try:
        with transaction.atomic():
            return SealedFile.objects.create(
                id=file_id, safe=safe, storage_name=name, size_bytes=size, sha256=digest, media_type=media_type
            )
    except BaseException:
        storage.remove(name)
        raise


def assert_storage_in_reach() -> None:
    """Raise StorageOutOfReach when there are files and their folder is not there; without files there is none."""
    if not storage.is_marked() and SealedFile.objects.exists():
        raise StorageOutOfReach


def open_file(sealed_file: SealedFile) -> "OpenedFile":
    """Return the plaintext as a stream; the safe must be unlocked now, and no longer while it is read.

    Raises SealedOutsideVault, and FileBroken when the bytes are missing.
    """
    return OpenedFile(sealed_file, unlocking.cipher_for_reading(sealed_file.safe_id), _source(sealed_file))


def read_file(sealed_file: SealedFile) -> bytes:
    """Return the whole plaintext of a small file; raises as open_file does."""
    with open_file(sealed_file) as chunks:
        return b"".join(chunks)


def delete_file(sealed_file: SealedFile) -> None:
    """Delete the row now and the bytes when that is certain; bytes left by a crash are swept."""
    name = sealed_file.storage_name
    sealed_file.delete()
    transaction.on_commit(lambda: storage.remove(name))


def opens_under(cipher: Cipher, sealed_file: SealedFile) -> bool:
    """Return whether the first piece of the file opens with this key; a file is sealed under one."""
    try:
        with OpenedFile(sealed_file, cipher, _source(sealed_file)) as opened:
            next(opened)
    except FileBroken:
        return False
    return True


def assert_whole(sealed_file: SealedFile, cipher: Cipher) -> None:
    """Read the file to its end with this key; raises FileBroken when it is not what was put in."""
    digest, size = hashlib.sha256(), 0
    with OpenedFile(sealed_file, cipher, _source(sealed_file)) as opened:
        for chunk in opened:
            digest.update(chunk)
            size += len(chunk)
    _refuse_another(sealed_file, digest.hexdigest(), size)


def seal_anew(sealed_file: SealedFile, *, former: Cipher, fresh: Cipher) -> bool:
    """Seal the file under a fresh key, and return whether its row names the new bytes: another may have been first.

    The former bytes stay, for whoever reads them now and for a backup that is being made (remove_former_bytes()).
    Raises FileBroken, and IntegrityError when the safe is fenced.
    """
    name, place = storage.new_name(sealed_file.safe_id), _place(sealed_file.safe_id, sealed_file.id)
    source = _source(sealed_file)
    storage.begin_age_anew(sealed_file.storage_name)
    with storage.writing(name) as output, OpenedFile(sealed_file, former, source) as opened:
        _refuse_another(sealed_file, *_seal_segments(fresh, _Chunks(opened), output, place))
    try:
        with transaction.atomic():
            row = SealedFile.objects.filter(id=sealed_file.id, storage_name=sealed_file.storage_name)
            is_named = bool(row.update(storage_name=name))
    except BaseException:
        storage.remove(name)
        raise
    if not is_named:
        storage.remove(name)
    return is_named


def seal_elsewhere(sealed_file: SealedFile, *, former: Cipher, fresh: Cipher, safe_id: UUID) -> str:
    """Seal the file for another safe, and return the name of the new bytes: no row names them yet.

    The former bytes stay, as in seal_anew(); without a row that names them the new ones are swept. Raises FileBroken.
    """
    name = storage.new_name(safe_id)
    source = _source(sealed_file)
    storage.begin_age_anew(sealed_file.storage_name)
    with storage.writing(name) as output, OpenedFile(sealed_file, former, source) as opened:
        sealed = _seal_segments(fresh, _Chunks(opened), output, _place(safe_id, sealed_file.id))
        _refuse_another(sealed_file, *sealed)
    return name


def remove_former_bytes(safe_id: UUID) -> None:
    """Delete what lay under a safe for a day without a row that names it: bytes that were sealed anew since."""
    old = set(storage.names_older_than(KEY_LINGERS, now=datetime.now(UTC), safe_id=safe_id))
    named = SealedFile.objects.filter(safe_id=safe_id).values_list("storage_name", flat=True)
    for name in old.difference(named):
        storage.remove(name)


def _source(sealed_file: SealedFile) -> IO[bytes]:
    try:
        return storage.reading(sealed_file.storage_name)
    except FileNotFoundError as missing:
        raise FileBroken from missing


def _refuse_another(sealed_file: SealedFile, sha256: str, size_bytes: int) -> None:
    if (sha256, size_bytes) != (sealed_file.sha256, sealed_file.size_bytes):
        raise FileBroken


class _Chunks:
    # An opened file as a stream: each chunk is a whole segment but the last, and so is each request.
    def __init__(self, opened: "OpenedFile") -> None:
        self._opened = opened

    def read(self, size: int = -1, /) -> bytes:
        return next(self._opened, b"")


class OpenedFile:
    """Plaintext chunks of one sealed file, with its own key: it can be read where nothing is unlocked."""

    def __init__(self, sealed_file: SealedFile, cipher: Cipher, source: IO[bytes]) -> None:
        self.size_bytes = sealed_file.size_bytes
        self.media_type = sealed_file.media_type
        self._place = _place(sealed_file.safe_id, sealed_file.id)
        self._cipher = cipher
        self._source = source
        self._index = 0
        self._following = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        """Return the next chunk; raises FileBroken when it is not the one that was sealed here."""
        if not self._following:
            self.close()
            raise StopIteration
        sealed, self._following = self._following, self._source.read(_SEALED_SEGMENT_BYTES)
        context = self._place + _position(self._index, is_last=not self._following)
        self._index += 1
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
        except (InvalidTag, ValueError) as broken:
            self.close()
            raise FileBroken from broken

    def close(self) -> None:
        """Let go of the bytes."""
        self._source.close()
        self._following = b""

    def _start(self) -> bytes:
        if self._source.read(1) != FORMAT:
            self._source.close()
            raise FileBroken
        first = self._source.read(_SEALED_SEGMENT_BYTES)
        if not first:
            self._source.close()
            raise FileBroken
        return first


def _seal_segments(cipher: Cipher, stream: Readable, output: IO[bytes], place: bytes) -> tuple[str, int]:
    digest, size, index = hashlib.sha256(), 0, 0
    output.write(FORMAT)
    segment = _full_segment(stream)
    while True:
        following = _full_segment(stream) if len(segment) == SEGMENT_BYTES else b""
        nonce = os.urandom(NONCE_BYTES)
        output.write(nonce)
        output.write(cipher.encrypt(nonce, segment, place + _position(index, is_last=not following)))
        digest.update(segment)
        size += len(segment)
        if not following:
            return digest.hexdigest(), size
        segment, index = following, index + 1


def _full_segment(stream: Readable) -> bytes:
    # A stream may give less than asked for before its end.
    parts, missing = [], SEGMENT_BYTES
    while missing and (part := stream.read(missing)):
        parts.append(part)
        missing -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _place(safe_id: UUID, file_id: UUID) -> bytes:
    return _LABEL + FORMAT + safe_id.bytes + file_id.bytes


def _position(index: int, *, is_last: bool) -> bytes:
    return index.to_bytes(8) + (b"\x01" if is_last else b"\x00")
