"""The proof of the log: every leaf and every seal made anew and compared, down to the anchors outside."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from audit.models import SealedRange
from audit.services.leaves import stored_events
from audit.services.sealing import ANCHORS, START, USE, message_of
from vault import ledger, signing


@dataclass(frozen=True)
class LogVerification:
    """What a check of the whole log found."""

    events: int
    ranges: int
    unsealed: int
    faults: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Return whether nothing was changed, removed, put between or cut off."""
        return not self.faults


class _Walk:
    # One pass over the events, with the seals beside it.
    def __init__(self) -> None:
        self.events = self.unsealed = 0
        self.faults: list[str] = []

    def check(self, ranges: list[SealedRange]) -> None:
        """Go through all events in order."""
        waiting: Iterator[SealedRange] = iter(ranges)
        current = next(waiting, None)
        root, count = hashlib.sha256(), 0
        for seq, leaf, stored in stored_events(first_seq=-(2**62)):
            self.events += 1
            if leaf != stored:
                self.faults.append(f"event {seq}: changed after it was written")
            while current is not None and seq > current.last_seq:
                self._close(current, root.digest(), count)
                root, count, current = hashlib.sha256(), 0, next(waiting, None)
            if current is None:
                self.unsealed += 1
            root.update(stored)
            count += 1
        while current is not None:
            self._close(current, root.digest(), count)
            root, count, current = hashlib.sha256(), 0, next(waiting, None)

    def _close(self, sealed: SealedRange, root: bytes, count: int) -> None:
        place = f"range {sealed.number} (events {sealed.first_seq} to {sealed.last_seq})"
        if count != sealed.events:
            difference = sealed.events - count
            what = f"{difference} removed" if difference > 0 else f"{-difference} put in"
            self.faults.append(f"{place}: {what} after it was sealed")
        elif root != bytes(sealed.root):
            self.faults.append(f"{place}: changed after it was sealed")


def verify_log() -> LogVerification:
    """Make everything anew and compare; names each fault by number, never by content."""
    ranges = list(SealedRange.objects.order_by("number"))
    walk = _Walk()
    walk.check(ranges)
    faults = [*walk.faults, *_chain_faults(ranges), *_anchor_faults(ranges)]
    return LogVerification(walk.events, len(ranges), walk.unsealed, tuple(faults))


def _chain_faults(ranges: list[SealedRange]) -> Iterator[str]:
    previous, number, last_seq = START, 0, 0
    for sealed in ranges:
        message = message_of(sealed)
        if not signing.holds(bytes(sealed.signature), message, use=USE):
            yield f"range {sealed.number}: the signature does not hold"
        if (bytes(sealed.previous), sealed.number, sealed.first_seq) != (previous, number + 1, last_seq + 1):
            yield f"range {sealed.number}: does not follow range {number}"
        previous, number, last_seq = hashlib.sha256(message).digest(), sealed.number, sealed.last_seq


def _anchor_faults(ranges: list[SealedRange]) -> Iterator[str]:
    book = ledger.verify(book=ANCHORS)
    yield from (f"anchors: {fault}" for fault in book.faults)
    if not book.ok:
        return
    found = {sealed.number: hashlib.sha256(message_of(sealed)).hexdigest() for sealed in ranges}
    anchored = {entry.body["number"]: entry.body["sha256"] for entry in ledger.read_all(book=ANCHORS)}
    for number, digest in anchored.items():
        if number not in found:
            yield f"range {number}: anchored outside and no longer there"
        elif found[number] != digest:
            yield f"range {number}: differs from its anchor outside"
    yield from (f"range {number}: has no anchor outside" for number in found if number not in anchored)
