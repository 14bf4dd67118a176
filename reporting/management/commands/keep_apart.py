"""`manage.py keep_apart [--status]`: give each report of before reports were parts a safe of its own."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.origin import origin
from reporting.services.keeping_apart import DOSSIERS_AT_ONCE, keep_apart, waiting
from ui.doors import no_content
from vault import quarantine
from vault.facts import KeyMissing, KeyUnfit, StorageOutOfReach

HELP = """Give each report that lies in the safe of its dossier one of its own, while people work, so that it can end
when what is in it does. Killed or broken off, run it again; the beat goes on by itself too."""


class Command(BaseCommand):
    """Keep older reports apart."""

    help = HELP

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask whether to only look."""
        parser.add_argument("--status", action="store_true", help="only say how far it is")
        parser.add_argument(
            "--batch", type=int, default=DOSSIERS_AT_ONCE, help="dossiers between two lines of progress"
        )

    @no_content("Seals older reports anew in safes of their own; shows them to nobody.")
    def handle(self, *args: Any, status: bool, batch: int, **options: Any) -> None:
        """Do it, or say how far it is; what is not in order ends with an error."""
        if batch < 1:
            raise CommandError("A batch is one dossier at least.")
        if not status:
            if quarantine.doors_closed():
                raise CommandError("The doors are closed, so nothing is moved; `manage.py vault doors` says why.")
            with origin("command:keep_apart"):
                self._move(batch)
        self._say()

    def _move(self, batch: int) -> None:
        try:
            for progress in keep_apart(at_once=batch):
                self.stdout.write(f"{progress.done} of {progress.total} reports moved")
                self.stdout.flush()
        except (KeyMissing, KeyUnfit) as unfit:
            raise CommandError("The ring does not open every key; `manage.py vault keys` says which.") from unfit
        except StorageOutOfReach as away:
            raise CommandError("The folder of the files is not there. Mount it.") from away
        except ExceptionGroup as failed:
            raise CommandError(f"{failed.message}; the log says which and where.") from failed

    def _say(self) -> None:
        left = waiting()
        if not (left.movable or left.held or left.going):
            self.stdout.write("Every report has a safe of its own.")
            return
        self.stdout.write(
            f"In the safe of their dossier still: {left.movable} reports that can move, {left.held} that a hold keeps,"
            f" {left.going} that are being destroyed with their dossier. The beat goes on with them."
        )
