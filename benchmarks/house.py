"""A house of its own for a measurement: servers that sync to the disk, empty databases, a ledger and files."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from config import embedded
from config.embedded.state import CHECKOUT

SETTINGS = "config.settings.demo"
_SETTLED = "import sys, django, importlib; django.setup(); importlib.import_module(sys.argv[1]).main(*sys.argv[2:])"


@contextmanager
def a_house() -> Iterator[None]:
    """Start servers under a state folder beside the usual one, migrate, and throw everything away afterwards."""
    before = {name: os.environ.get(name) for name in ("AKKOORD_STATE", "DJANGO_SETTINGS_MODULE")}
    folder = embedded.state_folder() / "measuring"
    os.environ.update(AKKOORD_STATE=str(folder), DJANGO_SETTINGS_MODULE=SETTINGS)
    try:
        embedded.ensure_servers()
        owner = {**os.environ, "AKKOORD_DATABASE_ROLE": "owner"}
        for words in (["migrate"], ["migrate", "--database", "keys"], ["collectstatic", "--no-input"]):
            command = [sys.executable, "manage.py", *words, "--verbosity", "0"]
            subprocess.run(command, cwd=CHECKOUT, env=owner, check=True)
        yield
    finally:
        embedded.stop_servers()
        shutil.rmtree(folder, ignore_errors=True)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value


def inside(module: str, *words: str) -> subprocess.Popen[str]:
    """Run the main() of a module with these words in this house, and let it tell what it finds."""
    command = [sys.executable, "-c", _SETTLED, module, *words]
    return subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
