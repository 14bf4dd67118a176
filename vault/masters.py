"""Which master key wraps which keys, since when one wraps nothing, and the refusal to start without one of them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count

from vault import keyring, ledger
from vault.clock import AMSTERDAM
from vault.facts import KeyMissing
from vault.keys.models import SafeKey
from vault.terms import KEY_BACKUP_LIFE

RING: Final = "AKKOORD_MASTER_KEYS"
# Outside both databases, so that a restored backup doesn't take back what was said about a key.
BOOK: Final = "master-keys"
BEGUN: Final = "rotation.begun"
RETIRED: Final = "master.retired"
_ROWS_AT_ONCE: Final = 2000


@dataclass(frozen=True)
class MasterKey:
    """One master key, in the ring or only in the database."""

    id: str
    wraps: int
    broken: int
    is_in_ring: bool
    retired_at: datetime | None

    @property
    def is_fit(self) -> bool:
        """Return whether everything it wraps can be opened."""
        return self.broken == 0 and (self.is_in_ring or self.wraps == 0)

    @property
    def kept_until(self) -> date | None:
        """Return the first day on which no backup of the keys needs it; none while it is used or was never retired."""
        if self.wraps or self.retired_at is None:
            return None
        return (self.retired_at + KEY_BACKUP_LIFE).astimezone(AMSTERDAM).date()


def writing_id() -> str:
    """Return the id of the master key that wraps new keys; raises KeyUnfit."""
    return next(iter(keyring.setting_keys(RING)))


def in_use() -> dict[str, int]:
    """Return how many keys each master key wraps."""
    counted = SafeKey.objects.values_list("master_key_id").annotate(Count("id")).order_by("master_key_id")
    return dict(counted)


def made_after(moment: datetime) -> int:
    """Return how many keys were made after this moment, by the clock of their database."""
    return SafeKey.objects.filter(created_at__gt=moment).count()


def renewed_after(moment: datetime) -> int:
    """Return how many safes lost a former key after this moment, in a renewal of all or apart, by that same clock."""
    return SafeKey.objects.filter(retired_at=None, alone_at__gt=moment).count()


def retirements() -> dict[str, datetime | None]:
    """Return since when each master key that was rotated away wraps nothing, and none for one still to be emptied.

    Raises LedgerBroken.
    """
    found: dict[str, datetime | None] = {}
    for entry in ledger.read_all(book=BOOK):
        if entry.kind == BEGUN:
            found.pop(entry.body["to"], None)
            found.update(dict.fromkeys(entry.body["from"]))
        elif entry.kind == RETIRED:
            found[entry.body["master_key_id"]] = datetime.fromisoformat(entry.at)
    return found


def survey() -> list[MasterKey]:
    """Open every key once and return the master keys, the writing one first; raises KeyUnfit, LedgerBroken."""
    ring, retired = keyring.setting_keys(RING), retirements()
    wraps: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    rows = SafeKey.objects.values_list("safe_id", "wrapped", "master_key_id")
    for safe_id, wrapped, master_key_id in rows.iterator(chunk_size=_ROWS_AT_ONCE):
        wraps[master_key_id] += 1
        try:
            keyring.unwrap(bytes(wrapped), safe_id=safe_id, master_key_id=master_key_id)
        except KeyMissing:
            broken[master_key_id] += 1
    strangers = sorted(set(wraps).difference(ring))
    return [
        MasterKey(key_id, wraps[key_id], broken[key_id], key_id in ring, retired.get(key_id))
        for key_id in [*ring, *strangers]
    ]


def refuse_unfit_ring() -> None:
    """Raise ImproperlyConfigured when a master key that is used is not in the ring, or is another key than it was.

    One key of each is tried, so that a start stays quick; `manage.py vault keys` tries them all.
    """
    ring = keyring.setting_keys(RING)
    for key_id, wraps in in_use().items():
        if key_id not in ring:
            raise ImproperlyConfigured(
                f"{RING} lacks key {key_id!r}, which still wraps the keys of {wraps} safes."
                " Put it back, and take it out only when `manage.py vault keys` says so."
            )
        _refuse_other_key(key_id)


def _refuse_other_key(key_id: str) -> None:
    # Without an order: any one will do, and the first that is found is the cheapest.
    row = SafeKey.objects.filter(master_key_id=key_id).order_by().values_list("safe_id", "wrapped")[:1]
    for safe_id, wrapped in row:
        try:
            keyring.unwrap(bytes(wrapped), safe_id=safe_id, master_key_id=key_id)
        except KeyMissing as other:
            raise ImproperlyConfigured(
                f"Key {key_id!r} in {RING} is another key than the one that wrapped the keys of the safes."
                " Put the right one under this id."
            ) from other
