"""When the demo bureau is loaded, and how its logins are told."""

import os
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import get_commands
from django.db import connections

from config.embedded.state import servers_folder
from config.running.commands import manage
from config.running.troubles import CannotRun

COMMAND = "demo"


def is_wanted() -> bool:
    """Tell whether the house is empty; raises CannotRun when an earlier loading was broken off."""
    if not _exists():
        return False
    if _broken_off().exists():
        raise CannotRun("Loading the demo was broken off earlier. Start afresh with: make fresh run")
    return not _somebody_lives_here()


def load() -> None:
    """Load the demo bureau under the reglement that REGLEMENT names; a loading that is broken off is remembered."""
    reglement = os.environ.get("REGLEMENT")
    _broken_off().touch()
    try:
        manage(COMMAND, "load", *(["--reglement", reglement] if reglement else []), shown=True)
    except CannotRun:
        if not _somebody_lives_here():
            _broken_off().unlink()  # it refused before it began
        raise
    _broken_off().unlink()


def logins() -> str:
    """Return who can log in and how, as the demo tells it."""
    return manage(COMMAND, "logins") if _exists() else "There is no demo bureau in this build.\n"


def _exists() -> bool:
    return COMMAND in get_commands()


def _somebody_lives_here() -> bool:
    try:
        return get_user_model().objects.exists()
    finally:
        connections.close_all()  # the house watches for hours and needs no connection


def _broken_off() -> Path:
    return servers_folder() / "demo-loading"
