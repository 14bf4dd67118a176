"""What the house rules look at: the rooms, their models, and every file of the checkout."""

import subprocess
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# From the street to the cellar; a room may know the rooms after it.
ROOMS = [
    "config",
    "desk",
    "reporting",
    "retention",
    "consent",
    "dossiers",
    "reglement",
    "accounts",
    "mail",
    "audit",
    "vault",
    "ui",
]
OUR_MODELS = [model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS]


def tracked(suffix: str) -> list[Path]:
    """Return the files of the checkout with this ending, new ones too, ignored ones not."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", f"*{suffix}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def room_of(path: Path) -> str:
    """Return the first folder of a file."""
    return path.relative_to(ROOT).parts[0]


PYTHON = [path for path in tracked(".py") if "migrations" not in path.parts]
TEMPLATES = [path for path in tracked(".html") if room_of(path) == "templates"]
