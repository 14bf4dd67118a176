"""`manage.py verify FILE...`: says of each certificate of destruction whether it is as this installation gave it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from retention.services.checking import NotACertificate, check
from ui.doors import no_content

HELP = """Reads certificates of destruction, as signed facts (.json) or as PDF, and says of each whether it is as this
installation gave it. Ends with 0 when all hold, 1 when one does not, 2 when one cannot be read."""
UNREADABLE = 2


class Command(BaseCommand):
    """Check certificates."""

    help = HELP

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which files."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    @no_content("Reads certificates, which hold counts, dates and articles, no personal data.")
    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        """Give the verdicts; a file that does not hold, or cannot be read, ends with an error."""
        refused, unreadable = 0, 0
        for path in files:
            try:
                verdict = check(path.read_bytes())
            except (OSError, NotACertificate) as trouble:
                unreadable += 1
                self.stderr.write(f"{path.name}: cannot be read: {getattr(trouble, 'strerror', None) or trouble}")
                continue
            refused += not verdict.holds
            word = "holds" if verdict.holds else "DOES NOT HOLD"
            self.stdout.write(f"{path.name}: {word}: {verdict.number or 'unknown'}: {verdict.told}")
        if unreadable:
            raise CommandError(f"{unreadable} of {len(files)} files cannot be read.", returncode=UNREADABLE)
        if refused:
            raise CommandError(f"{refused} of {len(files)} certificates do not hold.", returncode=1)
