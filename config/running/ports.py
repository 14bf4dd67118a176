"""Finds ports on this machine."""

import socket

from config.running.troubles import CannotRun

HOST = "127.0.0.1"


def require_free(port: int) -> None:
    """Raise CannotRun when another program listens on the port."""
    if not is_free(port):
        raise CannotRun(
            f"Port {port} is taken by another program. Stop that program, or choose another port:\n"
            f"    make run PORT={free_port(port + 1)}"
        )


def free_port(preferred: int) -> int:
    """Return the preferred port, or else one that is free."""
    return preferred if is_free(preferred) else any_port()


def any_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Tell whether a server could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    """Tell whether something listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0
