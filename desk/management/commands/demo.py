"""`manage.py demo load|logins|travel`: a bureau that does not exist, to look around in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from desk.demo.founding import profiles
from desk.demo.loading import DemoRefused, load
from desk.demo.logins import lines_of_logins
from desk.demo.travelling import travel
from ui.doors import no_content


class Command(BaseCommand):
    """Fill an empty checkout with fiction, tell who can log in, and move its clock."""

    help = "load: fill an empty database. logins: who can log in. travel: move the clock some days ahead."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask what to do."""
        todo = parser.add_subparsers(dest="todo", required=True)
        loading = todo.add_parser("load", help="fill an empty database with a fictional bureau")
        loading.add_argument("--reglement", choices=profiles(), default=profiles()[0], help="default: %(default)s")
        todo.add_parser("logins", help="print who can log in, and what to look at")
        travelling = todo.add_parser("travel", help="move the clock ahead")
        travelling.add_argument("--days", type=int, required=True)

    @no_content("makes a bureau of people who do not exist")
    def handle(self, *args: Any, todo: str, **options: Any) -> None:
        """Do it; what stands in the way ends with an error."""
        try:
            {"load": self._load, "logins": self._logins, "travel": self._travel}[todo](options)
        except DemoRefused as refused:
            raise CommandError(str(refused)) from None

    def _load(self, options: dict[str, Any]) -> None:
        counts = load(options["reglement"], tell=self._tell)
        self._tell(f"{counts.total()} clients")

    def _logins(self, options: dict[str, Any]) -> None:
        for line in lines_of_logins():
            self.stdout.write(line)

    def _travel(self, options: dict[str, Any]) -> None:
        for line in travel(options["days"]):
            self.stdout.write(line)

    def _tell(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()
