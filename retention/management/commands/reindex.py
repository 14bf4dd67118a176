"""`manage.py reindex`: makes everybody findable under the first key of AKKOORD_INDEX_KEYS."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dossiers.services.reindexing import BATCH, reindex
from retention.services import reindexing as remains
from ui.doors import no_content
from vault import blind, blind_places, keyring
from vault.facts import DoorsClosed, KeyMissing, KeyUnfit, RotationUnfinished


class Command(BaseCommand):
    """Renew the blind indexes while the house works."""

    help = "Indexes anew what is found under an older key, and says how far it is. Broken off, run it again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask how much at once."""
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")

    @no_content("Names are opened to be hashed anew, each reading is written down; nothing is shown or sent.")
    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        """Do it, and say which keys are needed still."""
        if batch < 1:
            raise CommandError("A batch is one row at least.")
        try:
            for progress in reindex(batch=batch, also=[(remains.reindex_some, remains.waiting)]):
                self.stdout.write(f"{progress.done} of {progress.total} rows indexed anew")
                self.stdout.flush()
        except RotationUnfinished as unfinished:
            raise CommandError("Somebody keeps the last rows locked. Run it again.") from unfinished
        except (KeyMissing, KeyUnfit) as unfit:
            raise CommandError("A ring does not open every key; `manage.py vault keys` says which.") from unfit
        except DoorsClosed as closed:
            raise CommandError("The doors are closed: see `manage.py vault doors`.") from closed
        needed = blind_places.in_use()
        for key_id in keyring.setting_keys(blind.RING):
            said = "Needed." if needed[key_id] or key_id == blind.writing_id() else "It may leave the ring."
            self.stdout.write(f"{key_id}: {needed[key_id]} rows. {said}")
