"""The promises of this room about its own code: nothing knows an organisation, and deciding knows no Django."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from reglement.loading import profile_names

ROOT = Path(settings.BASE_DIR)
ROOM = ROOT / "reglement"
# The demo bureau chooses a reglement by its name; so do tests.
MAY_NAME_ONE = {"tests", "demo", "benchmarks", "scripts", "var", ".venv"}
CODE = [path for path in ROOT.rglob("*.py") if not MAY_NAME_ONE & set(path.relative_to(ROOT).parts)]
PURE_ROOMS = ("rules", "facts", "deciding", "loading")
PURE = [ROOM / "terms.py", *(path for room in PURE_ROOMS for path in ROOM.glob(f"{room}/*.py"))]


def words_of(path: Path) -> Iterator[str]:
    """Yield what code works with: names and texts; sentences that only explain (docstrings) are left out."""
    tree = ast.parse(path.read_text())
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.value
        yield from (
            getattr(node, part) for part in ("id", "attr", "arg") if isinstance(getattr(node, part, None), str)
        )


def imports_of(path: Path) -> Iterator[str]:
    """Yield the packages that a module imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def test_no_code_works_with_the_name_of_an_organisation():
    names = re.compile(rf"(?<![a-z])({'|'.join(profile_names())}|all4people|werkcontact)(?![a-z])", re.IGNORECASE)

    assert [str(path) for path in CODE if any(names.search(word) for word in words_of(path))] == []


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(ROOM)))
def test_pure_part_imports_no_django_and_no_other_room(path):
    assert not set(imports_of(path)) & {"django", "accounts", "mail", "audit", "vault", "ui"}


def test_deciding_loads_without_django():
    program = "import sys, reglement.deciding, reglement.loading as l; l.law_floor(); print('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("word", ["utcnow", "now", "today", "random"])
def test_decision_asks_no_clock_and_no_chance(word):
    called = {node.attr for path in PURE for node in ast.walk(ast.parse(path.read_text())) if hasattr(node, "attr")}

    assert word not in called
