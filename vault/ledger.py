"""The ledger: append-only signed lines outside both databases, which remember what was destroyed.

Each line is JSON, holds the SHA-256 of the line before it, and is signed; a restored backup can't undo it. They lie in
a folder, and where AKKOORD_LEDGER_BUCKET says so first of all in a bucket, of which the folder is then a copy.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings

from vault import ledger_bucket, signing
from vault.facts import LedgerBehind, LedgerBroken

DESTRUCTIONS: Final = "ledger"
START: Final = "0" * 64
_USE: Final = "vault.ledger"
_TAIL_BYTES: Final = 64 * 1024


@dataclass(frozen=True)
class Entry:
    """One line of the ledger."""

    seq: int
    at: str
    kind: str
    body: dict[str, Any]
    sha256: str


@dataclass(frozen=True)
class Mark:
    """A place in a book that somebody remembers: the number of a line, and the SHA-256 of it."""

    seq: int
    sha256: str


@dataclass(frozen=True)
class Verification:
    """What a check of the whole ledger found."""

    lines: int
    faults: tuple[str, ...]
    head: str

    @property
    def ok(self) -> bool:
        """Return whether chain and signatures hold."""
        return not self.faults


def append(kind: str, body: dict[str, Any], *, book: str = DESTRUCTIONS, after: Mark | None = None) -> Entry:
    """Write one line and return when it is on the disk; raises as append_all() does."""
    return append_all(kind, [body], book=book, after=after)[0]


def append_all(
    kind: str, bodies: Sequence[dict[str, Any]], *, book: str = DESTRUCTIONS, after: Mark | None = None
) -> list[Entry]:
    """Write these lines behind one another and return when all are on the disk, in a folder by one sync of it.

    Raises OSError when they can't be, so nothing follows; a kill leaves the first of them, or a torn one at the end.
    Raises LedgerBehind when the book does not come as far as `after`: nothing is added to an older copy.
    """
    if after and not ledger_bucket.is_used() and not path(book).exists():
        raise LedgerBehind  # and no empty file is made where the ledger should have been
    with _locked(path(book)) as file:
        if ledger_bucket.is_used():
            _catch_up(file, book)
        if after and not _comes_to(file, after):
            raise LedgerBehind
        if ledger_bucket.is_used():
            return [_append_behind_bucket(file, book, kind, body) for body in bodies]
        seq, previous, is_torn, is_open = _head(file)
        entries, pieces = [], [b"\n"] if is_open else []
        for body in bodies:
            entry, written = _next_line(seq, previous, kind, body, after_torn=is_torn)
            seq, previous, is_torn = entry.seq, entry.sha256, False
            entries.append(entry)
            pieces += [written, b"\n"]
        _write(file, b"".join(pieces))
    return entries


def catch_up(*, book: str = DESTRUCTIONS) -> None:
    """Bring the folder as far as the bucket, and the bucket as far as the folder; without a bucket nothing happens.

    Raises OSError when the bucket is out of reach, LedgerBroken when the two tell different stories.
    """
    if ledger_bucket.is_used():
        with _locked(path(book)) as file:
            _catch_up(file, book)


def read_all(*, book: str = DESTRUCTIONS) -> list[Entry]:
    """Return every line in order; raises LedgerBroken when the chain or a signature does not hold, OSError."""
    catch_up(book=book)
    return read_from(0, book=book)[0]


def read_from(offset: int, *, book: str = DESTRUCTIONS) -> tuple[list[Entry], int]:
    """Return the finished lines after this many bytes, and how many bytes were read; raises LedgerBroken."""
    entries, faults, position = [], [], offset
    for raw, entry, fault in _lines(path(book), offset):
        position += len(raw)
        if fault:
            faults.append(fault)
        if entry:
            entries.append(entry)
    if faults:
        raise LedgerBroken
    return entries, position


def verify(*, book: str = DESTRUCTIONS) -> Verification:
    """Check sequence, chain and signatures of a whole book, and name each fault; raises as catch_up() does."""
    catch_up(book=book)
    faults, count, head = [], 0, START
    for _raw, entry, fault in _lines(path(book), 0):
        if fault:
            faults.append(fault)
        if entry:
            count, head = count + 1, entry.sha256
    return Verification(count, tuple(faults), head)


def comes_to(mark: Mark, *, book: str = DESTRUCTIONS) -> bool:
    """Return whether the book holds exactly this line; looks from the end, so that a recent line is found at once.

    Raises OSError.
    """
    try:
        with path(book).open("rb") as file:
            return _comes_to(file, mark)
    except FileNotFoundError:
        return False


def public_key() -> bytes:
    """Return the key with which anybody can check the lines."""
    return signing.public_key(use=_USE)


def size() -> int:
    """Return the bytes written so far; raises OSError when the file is out of reach."""
    return looked()[0]


def looked() -> tuple[int, int, int]:
    """Return size, file number and moment of the last change: a cheap way to see that nothing happened to the file.

    Raises OSError when the file is out of reach.
    """
    try:
        found = path().stat()
    except FileNotFoundError:
        return 0, 0, 0
    return found.st_size, found.st_ino, found.st_mtime_ns


def path(book: str = DESTRUCTIONS) -> Path:
    """Return where a book of the ledger is: destructions are one, anchors of the log another."""
    return Path(settings.AKKOORD_LEDGER_DIR) / f"{book}.jsonl"


def _lines(place: Path, offset: int) -> Iterator[tuple[bytes, Entry | None, str]]:
    if not place.exists():
        return
    with place.open("rb") as file:
        file.seek(offset)
        previous, seq, torn = (START, 0, False) if offset == 0 else (None, None, False)
        for raw in file:
            if not raw.endswith(b"\n"):
                return  # being written, or torn by a crash; nothing was destroyed on the strength of it
            line, fault = _checked(raw.rstrip(b"\n"), previous, seq)
            if line is None:
                torn = True
                previous, seq = hashlib.sha256(raw.rstrip(b"\n")).hexdigest(), seq
                yield raw, None, ""
                continue
            if torn != line.get("after_torn", False):
                fault = fault or f"line {line['seq']}: a line before it was damaged"
            entry = _entry(line, raw.rstrip(b"\n"))
            previous, seq, torn = entry.sha256, entry.seq, False
            yield raw, entry, fault
        if torn:
            yield b"", None, "the last line is damaged"


def _checked(raw: bytes, previous: str | None, seq: int | None) -> tuple[dict[str, Any] | None, str]:
    try:
        line = json.loads(raw)
        signature = bytes.fromhex(line.pop("signature"))
        number = line["seq"]
    except (ValueError, KeyError, AttributeError, TypeError):
        return None, ""
    if not signing.holds(signature, _canonical(line), use=_USE):
        return line, f"line {number}: the signature does not hold"
    if previous is not None and line["previous"] != previous:
        return line, f"line {number}: the chain is broken before it"
    if seq is not None and number != seq + 1:
        return line, f"line {number}: should be line {seq + 1}"
    return line, ""


def _entry(line: dict[str, Any], raw: bytes) -> Entry:
    return Entry(line["seq"], line["at"], line["kind"], line["body"], hashlib.sha256(raw).hexdigest())


def _next_line(seq: int, previous: str, kind: str, body: dict[str, Any], *, after_torn: bool) -> tuple[Entry, bytes]:
    """Return the line that follows this number and hash, and how it is to be written."""
    number, moment = seq + 1, datetime.now(UTC).isoformat()
    line: dict[str, Any] = {"seq": number, "at": moment, "kind": kind, "body": body, "previous": previous}
    if after_torn:
        line["after_torn"] = True
    written = _canonical({**line, "signature": signing.sign(_canonical(line), use=_USE).hex()})
    return Entry(number, moment, kind, body, hashlib.sha256(written).hexdigest()), written


def _append_behind_bucket(file: IO[bytes], book: str, kind: str, body: dict[str, Any]) -> Entry:
    while True:
        seq, previous, is_torn, is_open = _head(file)
        entry, written = _next_line(seq, previous, kind, body, after_torn=is_torn)
        if ledger_bucket.put(book, entry.seq, written):
            _write(file, (b"\n" if is_open else b"") + written + b"\n")
            return entry
        # Another machine wrote that line meanwhile.
        _catch_up(file, book)


def _catch_up(file: IO[bytes], book: str) -> None:
    _cut_what_is_torn(file)
    seq, previous, _is_torn, _is_open = _head(file)
    theirs = ledger_bucket.get(book, seq) if seq else b""
    if theirs is None:
        _bring_to_bucket(file, book)
    elif seq and hashlib.sha256(theirs.rpartition(b"\n")[2]).hexdigest() != previous:
        raise LedgerBroken
    for piece in ledger_bucket.pieces_after(book, seq):
        *torn, written = piece.split(b"\n")
        line, fault = _checked(written, hashlib.sha256(torn[-1]).hexdigest() if torn else previous, seq)
        if line is None or fault:
            raise LedgerBroken
        _write(file, piece + b"\n")
        seq, previous = line["seq"], hashlib.sha256(written).hexdigest()


def _bring_to_bucket(file: IO[bytes], book: str) -> None:
    # A folder that was begun without a bucket. What was torn before a line goes with it: it is part of the chain.
    there, piece = set(ledger_bucket.numbers_after(book, 0)), b""
    file.seek(0)
    for raw in file:
        piece += raw
        line, _fault = _checked(raw.rstrip(b"\n"), None, None)
        if line is not None:
            if line["seq"] not in there and not ledger_bucket.put(book, line["seq"], piece.rstrip(b"\n")):
                raise LedgerBroken
            piece = b""


def _cut_what_is_torn(file: IO[bytes]) -> None:
    # Half a line was never acted upon, and the bucket has the whole one if there is one.
    size_bytes = file.seek(0, os.SEEK_END)
    tail = _tail(file, size_bytes)
    kept = tail[: tail.rfind(b"\n") + 1]
    while kept and _checked(kept[:-1].rpartition(b"\n")[2], None, None)[0] is None:
        kept = kept[: kept[:-1].rfind(b"\n") + 1]
    if len(kept) < len(tail):
        file.truncate(size_bytes - len(tail) + len(kept))


def _write(file: IO[bytes], data: bytes) -> None:
    file.seek(0, os.SEEK_END)
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _head(file: IO[bytes]) -> tuple[int, str, bool, bool]:
    # Number and hash to go on from; whether the last line is torn, which is chained as it stands; whether it is open.
    size_bytes = file.seek(0, os.SEEK_END)
    if not size_bytes:
        return 0, START, False, False
    tail = _tail(file, size_bytes)
    is_open = not tail.endswith(b"\n")
    lines = tail.rstrip(b"\n").split(b"\n")
    previous = hashlib.sha256(lines[-1]).hexdigest()
    for raw in reversed(lines):
        line, fault = _checked(raw, None, None)
        if line is not None and not fault:
            return line["seq"], previous, raw is not lines[-1], is_open
    if len(tail) == size_bytes:
        return 0, previous, True, is_open
    raise LedgerBroken


def _comes_to(file: IO[bytes], mark: Mark) -> bool:
    for raw in _backwards(file):
        line, _fault = _checked(raw, None, None)
        if line is not None and line["seq"] <= mark.seq:
            return line["seq"] == mark.seq and hashlib.sha256(raw).hexdigest() == mark.sha256
    return False


def _backwards(file: IO[bytes]) -> Iterator[bytes]:
    position, rest = file.seek(0, os.SEEK_END), b""
    while position:
        step = min(_TAIL_BYTES, position)
        position -= step
        file.seek(position)
        rest, *lines = (file.read(step) + rest).split(b"\n")
        yield from filter(None, reversed(lines))
    if rest:
        yield rest


def _tail(file: IO[bytes], size_bytes: int) -> bytes:
    wanted = _TAIL_BYTES
    while True:
        start = max(0, size_bytes - wanted)
        file.seek(start)
        tail = file.read()
        if start == 0 or tail.rstrip(b"\n").count(b"\n") >= 2:
            return tail
        wanted *= 4


@contextmanager
def _locked(place: Path) -> Iterator[IO[bytes]]:
    place.parent.mkdir(parents=True, exist_ok=True)
    is_new = not place.exists()
    with place.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if is_new:
            descriptor = os.open(place.parent, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)
        yield file


def _canonical(line: dict[str, Any]) -> bytes:
    return json.dumps(line, sort_keys=True, separators=(",", ":")).encode()
