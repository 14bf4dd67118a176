"""`manage.py reencrypt [--status]`: give every safe a fresh key, and seal all that is in it anew under that."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.origin import origin
from audit.services import begin_renewing, finish_renewing
from ui.doors import no_content
from vault import quarantine
from vault.facts import KeyMissing, KeyUnfit, RotationUnfinished, StorageOutOfReach
from vault.services import is_renewing, renew_safe_keys, renewal_state

SAFES_AT_ONCE = 50
HELP = """Give every safe a fresh key and seal all that is in it anew, files too, while people work. Killed or broken
off, run it again; the beat goes on by itself too. A former key goes a day after nothing was found under it."""


class Command(BaseCommand):
    """Renew the keys of the safes."""

    help = HELP

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask whether to only look."""
        parser.add_argument("--status", action="store_true", help="only say how far it is")
        parser.add_argument("--batch", type=int, default=SAFES_AT_ONCE, help="safes between two lines of progress")

    @no_content("seals anew under fresh keys what is in the safes; shows it to nobody")
    def handle(self, *args: Any, status: bool, batch: int, **options: Any) -> None:
        """Do it, or say how far it is; what is not in order ends with an error."""
        if batch < 1:
            raise CommandError("A batch is one safe at least.")
        if not status:
            if quarantine.doors_closed():
                raise CommandError(
                    "The doors are closed, so nothing is sealed anew; `manage.py vault doors` says why."
                )
            with origin("command:reencrypt"):
                self._renew(batch)
        self._say()

    def _renew(self, batch: int) -> None:
        self.stdout.write("A renewal begins." if begin_renewing() else "The renewal that is under way goes on.")
        try:
            for progress in renew_safe_keys(batch=batch):
                self.stdout.write(f"{progress.done} of {progress.total} safes sealed anew")
                self.stdout.flush()
        except (KeyMissing, KeyUnfit) as unfit:
            raise CommandError("The ring does not open every key; `manage.py vault keys` says which.") from unfit
        except StorageOutOfReach as away:
            raise CommandError("The folder of the files is not there. Mount it.") from away
        except RotationUnfinished:
            self.stdout.write("Somebody is at work in the last safes; the beat goes on with them.")
        finished = finish_renewing()
        self.stdout.write(f"{finished.removed} former keys removed")
        for safe_id, faults in finished.kept.items():
            self.stderr.write(f"safe {safe_id} keeps its former key: {'; '.join(faults)}")
        if finished.kept:
            raise CommandError("In some safes something does not open under the fresh key alone.")

    def _say(self) -> None:
        state = renewal_state()
        if state is None:
            self.stdout.write("No renewal of the keys is under way.")
            if is_renewing():
                self.stdout.write(
                    "Some safes out of which something was moved have a former key; the beat removes them."
                )
            return
        self.stdout.write(f"Begun at {state.begun_at:%Y-%m-%d %H:%M}: {state.waiting} safes wait.")
        if state.first_may_go_at:
            self.stdout.write(
                f"{state.lingering} former keys linger, the first until {state.first_may_go_at:%Y-%m-%d %H:%M};"
                " the beat removes them then, or run this again."
            )
