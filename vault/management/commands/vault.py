"""`manage.py vault ledger|doors|sweep|keys|rotate`: what an administrator asks of the vault."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ui.doors import no_content
from vault import blind, blind_places, keyring, ledger, masters, quarantine, ring, ring_places
from vault.facts import KeyMissing, KeyUnfit, LedgerBroken, RotationUnfinished
from vault.services import renew_field_keys, rotate_master_keys, sweep_orphan_files, sweep_orphan_keys
from vault.services.rotating import BATCH
from vault.terms import Why

HELP = """ledger: prove the ledger. doors: say whether they are open. sweep: remove orphans.
keys: open everything once and say which keys are needed. rotate: wrap and encrypt anew what is under an older key."""

WHY = {
    Why.RESTORED: "a backup was put back. Go on with `manage.py restore --resume`.",
    Why.UNFINISHED: "a database is older than the ledger. Let it forget: `manage.py restore --resume`.",
    Why.UNREACHABLE: "the ledger is out of reach. Mount its folder, or let this user read it.",
    Why.BROKEN: "the ledger was changed (vault ledger says where). Put its newest copy back.",
    Why.BEHIND: "the ledger ends before what the databases remember of it. Put its newest copy back.",
}


class Command(BaseCommand):
    """Look after the vault."""

    help = HELP

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which."""
        parser.add_argument("action", choices=["ledger", "doors", "sweep", "keys", "rotate"])
        parser.add_argument("--batch", type=int, default=BATCH, help="keys that rotate wraps in one transaction")

    @no_content("ledger, doors, keys and leftovers; unlocks nothing")
    def handle(self, *args: Any, action: str, batch: int, **options: Any) -> None:
        """Do it; what is not in order ends with an error."""
        if batch < 1:
            raise CommandError("A batch is one key at least.")
        if action == "rotate":
            self._rotate(batch)
        else:
            actions = {"ledger": self._ledger, "doors": self._doors, "sweep": self._sweep}
            (actions | {"keys": self._keys})[action]()

    def _ledger(self) -> None:
        try:
            found = ledger.verify()
        except OSError as away:
            raise CommandError("The ledger is out of reach: its folder, or its bucket.") from away
        except LedgerBroken as other:
            raise CommandError("The folder of the ledger and its bucket tell different stories.") from other
        self.stdout.write(f"{found.lines} lines")
        for fault in found.faults:
            self.stderr.write(fault)
        if not found.ok:
            raise CommandError("The ledger is not as it was written.")
        self.stdout.write("The ledger is as it was written.")

    def _doors(self) -> None:
        why = quarantine.why_closed()
        if why:
            raise CommandError(f"The doors are closed: {WHY[why]}")
        self.stdout.write("The doors are open.")

    def _sweep(self) -> None:
        self.stdout.write(f"{sweep_orphan_keys()} keys and {sweep_orphan_files()} files swept")

    def _keys(self) -> None:
        found = masters.survey()
        self.stdout.write(masters.RING)
        for master in found:
            self.stdout.write(_said(master, writes=master.id == found[0].id))
        values: Counter[str | None] = sum(ring_places.survey().values(), Counter())
        self.stdout.write(ring.RING)
        for key_id in keyring.setting_keys(ring.RING):
            self.stdout.write(_said_of_field_key(key_id, values[key_id], writes=key_id == ring.writing_id()))
        self.stdout.write(blind.RING)
        rows, index_ring = blind_places.in_use(), keyring.setting_keys(blind.RING)
        for key_id in index_ring:
            self.stdout.write(_said_of_index_key(key_id, rows[key_id], writes=key_id == blind.writing_id()))
        if strangers := sum(count for key_id, count in rows.items() if key_id not in index_ring):
            self.stdout.write(f"NO KEY FINDS {strangers} rows. Put theirs back.")
        if values[None]:
            self.stdout.write(f"NO KEY OPENS {values[None]} values. Put theirs back.")
        if values[None] or strangers or not all(master.is_fit for master in found):
            raise CommandError("Not everything can be opened with these rings.")

    def _rotate(self, batch: int) -> None:
        try:
            if not keyring.setting_keys(masters.RING).keys() >= masters.in_use().keys():
                raise KeyMissing
            for progress in rotate_master_keys(batch=batch):
                self.stdout.write(f"{progress.done} of {progress.total} keys wrapped anew")
                self.stdout.flush()
            for progress in renew_field_keys(batch=batch):
                self.stdout.write(f"{progress.done} of {progress.total} values looked at")
                self.stdout.flush()
        except (KeyMissing, KeyUnfit) as unfit:
            raise CommandError("The ring does not open every key; `manage.py vault keys` says which.") from unfit
        except RotationUnfinished as unfinished:
            raise CommandError("Somebody keeps the last keys locked. Run it again.") from unfinished
        self._keys()


def _said(master: masters.MasterKey, *, writes: bool) -> str:
    if not master.is_in_ring:
        return f"{master.id}: wraps {master.wraps} keys and is NOT IN THE RING. Put it back."
    if master.broken:
        return f"{master.id}: wraps {master.wraps} keys and does NOT OPEN {master.broken} of them."
    if master.wraps or writes:
        return f"{master.id}: wraps {master.wraps} keys{' and every new one' if writes else ''}. Needed."
    said = f"{master.id}: wraps nothing. It may leave the ring, "
    if master.kept_until is None:
        return said + "and was never rotated away: keep it apart as long as a backup of the keys may need it."
    return said + f"but keep it apart until {master.kept_until}: backups of the keys up to then may need it."


def _said_of_field_key(key_id: str, values: int, *, writes: bool) -> str:
    if values or writes:
        return f"{key_id}: {values} values{' and every new one' if writes else ''}. Needed."
    return f"{key_id}: nothing. It may leave the ring, but keep it apart as long as an older backup may need it."


def _said_of_index_key(key_id: str, rows: int, *, writes: bool) -> str:
    if rows or writes:
        return f"{key_id}: {rows} rows{' and every new one' if writes else ''}. Needed."
    return f"{key_id}: nothing. It may leave the ring, but keep it apart as long as an older backup may need it."
