"""`manage.py audit verify|seal`: prove that the log is as it was written, or seal what is finished."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.services import seal_log, verify_log
from ui.doors import no_content


class Command(BaseCommand):
    """Prove or seal the log."""

    help = "verify: prove that the log is as it was written. seal: seal what is finished."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which of the two."""
        parser.add_argument("action", choices=["verify", "seal"])

    @no_content("seals and proves the log, which holds ids and words")
    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Do it; a log that was changed ends with an error and names each fault."""
        if action == "seal":
            self.stdout.write(f"{seal_log()} events sealed")
            return
        found = verify_log()
        self.stdout.write(
            f"{found.events} events, {found.ranges} sealed ranges, {found.unsealed} events not sealed yet"
        )
        for fault in found.faults:
            self.stderr.write(fault)
        if not found.ok:
            raise CommandError("The log is not as it was written.")
        self.stdout.write("The log is as it was written.")
