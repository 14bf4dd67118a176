"""Management commands as the house runs them: in a process of their own, broken off when it must stop."""

import os
import subprocess
import sys
import tempfile

from config.embedded.state import CHECKOUT
from config.running import stopping
from config.running.troubles import CannotRun


def manage(*command: str, role: str = "app", shown: bool = False) -> str:
    """Run one management command and return what it printed; raises CannotRun with its complaint.

    `shown` lets it print to the screen itself, for a command that takes long and tells how far it is.
    """
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as complaint:
        process = subprocess.Popen(
            [sys.executable, str(CHECKOUT / "manage.py"), *command],
            env=os.environ | {"AKKOORD_DATABASE_ROLE": role},
            stdin=subprocess.DEVNULL,
            stdout=None if shown else output,
            stderr=complaint,
            start_new_session=True,  # Ctrl-C is for us; we tell it
        )
        try:
            while process.poll() is None:
                stopping.wait(0.05)
        except stopping.Stopped:
            process.terminate()
            process.wait()
            raise
        output.seek(0)
        complaint.seek(0)
        if process.returncode:
            raise CannotRun(f"manage.py {' '.join(command)} failed:\n{complaint.read() or output.read()}")
        return output.read()
