"""`manage.py vault ledger|doors|replay|sweep`: prove the ledger, look at the doors, erase again, remove orphans."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ui.doors import no_content
from vault import ledger, quarantine
from vault.services import sweep_orphan_files, sweep_orphan_keys


class Command(BaseCommand):
    """Look after the vault."""

    help = "ledger: prove the ledger. doors: say whether they are open. replay: erase again. sweep: remove orphans."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which."""
        parser.add_argument("action", choices=["ledger", "doors", "replay", "sweep"])

    @no_content("ledger, doors and leftovers; unlocks nothing")
    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Do it; what is not in order ends with an error."""
        {"ledger": self._ledger, "doors": self._doors, "replay": self._replay, "sweep": self._sweep}[action]()

    def _ledger(self) -> None:
        found = ledger.verify()
        self.stdout.write(f"{found.lines} lines")
        for fault in found.faults:
            self.stderr.write(fault)
        if not found.ok:
            raise CommandError("The ledger is not as it was written.")
        self.stdout.write("The ledger is as it was written.")

    def _doors(self) -> None:
        if quarantine.doors_closed():
            raise CommandError(
                f"The doors are closed: {len(quarantine.behind())} safes to shred again (vault replay)."
            )
        self.stdout.write("The doors are open.")

    def _replay(self) -> None:
        self.stdout.write(f"{len(quarantine.replay())} safes shredded again")

    def _sweep(self) -> None:
        self.stdout.write(f"{sweep_orphan_keys()} keys and {sweep_orphan_files()} files swept")
