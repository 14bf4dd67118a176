"""Where a checkout keeps its databases, files and secrets, and who may start servers there."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
LONGEST_SOCKET_FOLDER = 80  # a socket path may hold about 100 bytes, its file name included


class NotOurFolder(Exception):
    """A folder for sockets exists and belongs to somebody else."""


def state_folder() -> Path:
    """Return the folder of this checkout's state, making it; root's lies where the database user can reach it."""
    given = os.environ.get("AKKOORD_STATE")
    if given:
        folder = Path(given).expanduser().resolve()
    elif os.geteuid() == 0:
        folder = Path("/var/lib") / f"akkoord-{_short_hash(CHECKOUT)}"
    else:
        folder = CHECKOUT / "var"
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    return folder


def servers_folder() -> Path:
    """Return the part of the state that belongs to this way of running: tests have servers of their own."""
    settings_module = os.environ.get("DJANGO_SETTINGS_MODULE", "")
    folder = state_folder() / ("test" if settings_module.endswith(".test") else "demo")
    folder.mkdir(mode=0o711, exist_ok=True)
    return folder


def socket_folder(name: str) -> Path:
    """Return a folder short enough for a unix socket, open to its owner alone."""
    folder = servers_folder() / f"{name}-socket"
    if len(str(folder)) > LONGEST_SOCKET_FOLDER:
        folder = Path(tempfile.gettempdir()) / f"akkoord-{os.geteuid()}-{_short_hash(folder)}"
    return folder


def make_private(folder: Path, *, owner: int | None = None) -> Path:
    """Make a folder that only its owner can enter; raises NotOurFolder when it is somebody else's."""
    wanted = os.geteuid() if owner is None else owner
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {wanted, os.geteuid()}:
        raise NotOurFolder(f"{folder} belongs to another user; remove it or set AKKOORD_STATE.")
    os.chown(folder, wanted, -1)
    folder.chmod(0o700)
    return folder


@contextmanager
def starting() -> Iterator[None]:
    """Let one process at a time find or start servers."""
    with (servers_folder() / "servers.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _short_hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:8]
