"""The renewal of the keys of the safes, written down: when it began, which former keys went, when it was done."""

import logging
import time
from dataclasses import dataclass
from uuid import UUID

from audit.services.recording import record
from audit.terms import Outcome, Word
from vault.facts import RotationUnfinished
from vault.services import (
    begin_renewal,
    end_renewal,
    former_keys_to_remove,
    is_renewing,
    keep_former_key,
    remove_former_key,
    renew_safe_keys,
    renewal_state,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finished:
    """How many former keys went, and which safes keep theirs because something in them does not open without it."""

    removed: int
    kept: dict[UUID, tuple[str, ...]]


def begin_renewing() -> bool:
    """Begin to give every safe a fresh key, unless that is under way; return whether it was not."""
    if renewal_state() is not None:
        return False
    # Said first: a kill in between leaves a renewal that is said to have begun and has not, and never the reverse.
    record(Word.KEYS_RENEWAL_BEGUN)
    return begin_renewal()


def go_on_renewing(*, at_most_seconds: float) -> None:
    """Go on with a renewal that is under way, of all safes or of some, and end after about this time."""
    until = time.monotonic() + at_most_seconds
    if not is_renewing():
        return
    try:
        for _progress in renew_safe_keys(batch=10):
            if time.monotonic() > until:
                return
    except RotationUnfinished:
        logger.info("somebody is at work in the last safes; the renewal of the keys goes on later")
    finish_renewing(until=until)


def finish_renewing(*, until: float | None = None) -> Finished:
    """Remove each former key that lingered long enough and that a scan proved to be needed no more, and say so first.

    Ends at the moment `until` of the monotonic clock; a second call goes on. A safe in which something opens under
    its former key only, or under none, keeps that key for another day, and the log says so.
    """
    removed, kept = 0, {}
    for proof in former_keys_to_remove():
        if proof.faults:
            logger.error("safe %s keeps its former key: %s", proof.safe_id, "; ".join(proof.faults))
            record(Word.FORMER_KEY_REMOVED, safe_id=proof.safe_id, outcome=Outcome.REFUSED)
            keep_former_key(proof.key_id)
            kept[proof.safe_id] = proof.faults
        else:
            record(Word.FORMER_KEY_REMOVED, safe_id=proof.safe_id)
            remove_former_key(proof.key_id)
            removed += 1
        if until is not None and time.monotonic() > until:
            return Finished(removed, kept)
    if end_renewal():
        record(Word.KEYS_RENEWED)
    return Finished(removed, kept)
