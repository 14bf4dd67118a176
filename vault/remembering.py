"""The ledger's head as both databases remember it: a ledger that does not come that far is not the ledger."""

from collections.abc import Sequence
from typing import Any

from vault import ledger
from vault.facts import LedgerBehind
from vault.keys.models import RememberedLine as LineInKeys
from vault.ledger import Entry, Mark
from vault.models import RememberedLine as LineInDefault


def write_down(kind: str, bodies: Sequence[dict[str, Any]]) -> list[Entry]:
    """Write lines in the ledger and remember them in both databases; raises OSError, LedgerBehind.

    The lines come first: a kill in between leaves a ledger that is longer than what is remembered, and never shorter.
    """
    if not bodies:
        return []
    entries = ledger.append_all(kind, bodies, after=newest())
    remember(entries)
    return entries


def remember(entries: Sequence[Entry]) -> None:
    """Remember the last of these lines in both databases: it holds the hash of all before it."""
    last = entries[-1]
    LineInKeys.objects.create(seq=last.seq, sha256=last.sha256)
    LineInDefault.objects.create(seq=last.seq, sha256=last.sha256)


def newest() -> Mark | None:
    """Return the newest line that either database remembers; raises LedgerBehind when they remember different ones."""
    found = [mark for mark in (_newest(LineInDefault), _newest(LineInKeys)) if mark]
    last = max(found, key=lambda mark: mark.seq, default=None)
    if last and any(mark.seq == last.seq and mark != last for mark in found):
        raise LedgerBehind
    return last


def newest_in_default() -> Mark | None:
    """Return the newest line that `default` remembers."""
    return _newest(LineInDefault)


def refuse_a_shorter_ledger() -> None:
    """Raise LedgerBehind when the ledger lacks the newest line that is remembered, OSError when it is out of reach.

    Raises LedgerBroken when folder and bucket tell different stories.
    """
    ledger.catch_up()
    mark = newest()
    if mark and not ledger.comes_to(mark):
        raise LedgerBehind


def _newest(model: type[LineInDefault] | type[LineInKeys]) -> Mark | None:
    row = model.objects.order_by("-seq").values_list("seq", "sha256").first()
    return Mark(*row) if row else None
