#!/usr/bin/env python3
"""The door for commands: finds the checkout's Python, its settings and its servers, then obeys."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent
OWNER_COMMANDS = frozenset(
    {"migrate", "makemigrations", "flush", "createcachetable", "sqlmigrate", "squashmigrations"}
)
COMMANDS_WITHOUT_SERVERS = frozenset(
    {"help", "version", "--help", "--version", "makemessages", "compilemessages", "collectstatic"}
)
# Commands that read and print files only, when one of these words stands among their arguments.
ON_FILES_ONLY = {"decide": frozenset({"--profile", "--schema"}), "reglement": frozenset({"check", "schema", "trace"})}


def main() -> None:
    """Run one management command, as the owner of the tables when it changes their shape."""
    if find_spec("django") is None:
        continue_in_venv()
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    if command in OWNER_COMMANDS:
        os.environ.setdefault("AKKOORD_DATABASE_ROLE", "owner")
    from config import embedded

    if needs_servers(sys.argv[1:]):
        embedded.ensure_servers()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def needs_servers(arguments: list[str]) -> bool:
    """Say whether this command talks to the database or to Redis."""
    command, *rest = arguments or ["help"]
    words = {word.split("=")[0] for word in rest}
    return command not in COMMANDS_WITHOUT_SERVERS and not words & ON_FILES_ONLY.get(command, frozenset())


def continue_in_venv() -> None:
    """Start over with the Python of `.venv`, so that a bare `python manage.py` works too."""
    python = CHECKOUT / ".venv" / "bin" / "python"
    if not python.exists():
        sys.exit("Django is not installed here. Run `make run` or `make test` once: it fills .venv.")
    os.execv(python, [str(python), *sys.argv])  # noqa: S606 (no shell wanted)


if __name__ == "__main__":
    main()
