"""The columns of the table of expected decisions, one a profile."""

from importlib import import_module
from pathlib import Path

COLUMNS: dict[str, dict[str, tuple[str, str]]] = {
    file.stem: import_module(f"{__name__}.{file.stem}").COLUMN
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py"))
}
