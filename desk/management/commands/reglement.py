"""The command of the reglement room, which here also knows what becomes due in dossiers."""

from collections.abc import Sequence

from desk.services.activating import consequences_of
from reglement.management.commands.reglement import Command as ReglementCommand
from reglement.models import ReglementVersion
from reglement.services import Consequence


class Command(ReglementCommand):
    """Manage the versions of the reglement; a preview lists the dossiers for which a date comes earlier."""

    def consequences_of(self, version: ReglementVersion) -> Sequence[Consequence]:
        """Return what of dossiers becomes due earlier under this version."""
        return consequences_of(version)
