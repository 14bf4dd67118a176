"""The processes of the house: started in groups of their own, watched, and stopped together."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SECONDS_TO_FINISH = 20
LINES_OF_LAST_WORDS = 20


@dataclass(frozen=True)
class Child:
    """One running process and the file that it writes to."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def has_ended(self) -> bool:
        """Tell whether the process is gone."""
        return self.process.poll() is not None

    def last_words(self) -> str:
        """Return the end of what it wrote."""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in lines[-LINES_OF_LAST_WORDS:])


def start(name: str, command: list[str], *, logs: Path) -> Child:
    """Start a process in a group of its own, so that Ctrl-C reaches only the one who watches it."""
    log = logs / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Child(name=name, process=process, log=log)


def stop(children: list[Child]) -> None:
    """Ask every process to finish its work, and end the groups of those that do not."""
    for child in children:
        if not child.has_ended:
            child.process.terminate()
    until = time.monotonic() + SECONDS_TO_FINISH
    for child in children:
        try:
            child.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(f"{child.name} does not finish; ending it.", flush=True)
        _end_group(child)


def _end_group(child: Child) -> None:
    # Also after a clean end: a child of the child may have stayed behind.
    with suppress(ProcessLookupError, PermissionError):  # an empty group; macOS says the latter
        os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait()
