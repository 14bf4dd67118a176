"""`manage.py restore`: puts a backup back, forgets again what was destroyed since, and opens the doors when proved."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from retention.backups.manifest import PARTS
from retention.backups.mending import mend
from retention.backups.reapplying import reopen
from retention.backups.restoring import restore
from retention.backups.troubles import BackupTrouble
from retention.facts import ResidueFound
from ui.doors import no_content
from vault.facts import LedgerBehind, LedgerBroken

HELP = """Puts parts of a backup back (`manage.py backup --list` names them). From the first change on the doors are
closed, until every destruction that the ledger remembers is done again and proved. Killed anywhere, run it again."""
USUAL = ("keys", "default", "files")


class Command(BaseCommand):
    """Bring back what was lost, and not what was destroyed."""

    help = HELP

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which backup, and which parts of it."""
        parser.add_argument("backup", nargs="?", help="the name of the backup")
        parser.add_argument(
            "--part",
            action="append",
            choices=PARTS,
            help="only this part, as often as needed; else keys, default, files",
        )
        parser.add_argument(
            "--resume", action="store_true", help="put nothing back; go on with destroying and proving"
        )
        parser.add_argument(
            "--mend-ledger", action="store_true", help="write on a ledger of which no copy has the last lines"
        )
        parser.add_argument(
            "--accept-loss",
            action="store_true",
            help="go on although something that should stay is lost for ever by it, as the refusal said",
        )

    @no_content("Sealed content is put back sealed and destroyed unread; no safe is unlocked and nothing is shown.")
    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; anything that stops it ends with an error, and the doors stay closed."""
        if [bool(options["backup"]), options["resume"], options["mend_ledger"]].count(True) != 1:
            raise CommandError(
                "Name one backup, or --resume, or --mend-ledger. `manage.py backup --list` says which there are."
            )
        try:
            if options["backup"]:
                parts = options["part"] or USUAL
                restore(options["backup"], parts, accept_loss=options["accept_loss"], say=self._say)
            if options["mend_ledger"]:
                self._say(f"{mend()} lines were lost; the ledger says so, and goes on")
            done = reopen(accept_loss=options["accept_loss"], say=self._say)
        except BackupTrouble as trouble:
            raise CommandError(str(trouble)) from trouble
        except LedgerBehind as behind:
            raise CommandError(
                "The doors stay closed: the ledger ends before what the databases remember of it."
                " Put its newest copy back, then `manage.py restore --resume`."
            ) from behind
        except LedgerBroken as broken:
            raise CommandError("The doors stay closed: the ledger was changed (`manage.py vault ledger`).") from broken
        except ResidueFound as residue:
            raise CommandError(f"The doors stay closed: something is left. {residue}") from residue
        self.stdout.write(f"{done} destroyed again. Nothing came back. The doors are open.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
