"""`manage.py backup`: makes a backup, says which there are, checks them, and destroys what has outlived its life."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from retention.backups import manifest, places
from retention.backups.making import make_backup
from retention.backups.manifest import PARTS
from retention.backups.pruning import keys_until, prune
from retention.backups.troubles import BackupTrouble
from ui.doors import no_content

HELP = """Without an option: destroys what has outlived its life, then makes a backup of both databases, files and
ledger in AKKOORD_BACKUP_DIR, sealed under AKKOORD_BACKUP_KEYS. The keys in it live fourteen days at most."""


class Command(BaseCommand):
    """Keep what can be lost, and not longer than may be."""

    help = HELP

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask what."""
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--prune", action="store_true", help="only destroy what has outlived its life")
        one.add_argument("--list", action="store_true", help="say which backups there are")
        one.add_argument("--check", action="store_true", help="read every part and say whether it is as written")

    @no_content("Ciphertext is sealed once more and copied; no safe is unlocked and nothing is shown.")
    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; anything that stops it ends with an error that names it."""
        try:
            if options["prune"]:
                self._prune()
            elif options["list"]:
                self._list()
            elif options["check"]:
                self._check()
            else:
                made = make_backup(say=self.stdout.write)
                self.stdout.write(
                    f"{made.name}: whole. Its keys are destroyed before {keys_until(made.name):%Y-%m-%d}."
                )
        except BackupTrouble as trouble:
            raise CommandError(str(trouble)) from trouble

    def _prune(self) -> None:
        with places.only_one():
            done = prune()
        for line in done or ["Nothing has outlived its life."]:
            self.stdout.write(line)

    def _list(self) -> None:
        for name in places.names():
            folder = places.root() / name
            there = [part for part in PARTS if (folder / manifest.file_of(part)).exists()]
            size = sum((folder / manifest.file_of(part)).stat().st_size for part in there)
            self.stdout.write(f"{name}: {', '.join(there)}; {size} bytes; its keys until {keys_until(name):%Y-%m-%d}")

    def _check(self) -> None:
        wrong = 0
        for name in places.names():
            folder = places.root() / name
            try:
                listed = manifest.read(folder)
                for part in PARTS:
                    if part != "keys" or (folder / manifest.file_of(part)).exists():
                        listed.refuse_unless_whole(folder, part)
                self.stdout.write(f"{name}: as it was written")
            except BackupTrouble as trouble:
                wrong += 1
                self.stderr.write(str(trouble))
        if wrong:
            raise CommandError(f"{wrong} backups are not as they were written.")
