"""For the tests of the traces: the rules there are, the pages there are, and the tests that really run."""

import ast
import csv
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import URLResolver, get_resolver

from reglement.loading import profile_path, read_profile
from reglement.rules import Ruleset

ROOT = Path(settings.BASE_DIR)
# Every rule of the five written reglementen with its class: parameter, invariant or record.
RULE_CLASSES = Path(__file__).parent / "rule_classes.csv"
_NOT_RUNNING = {"skip", "skipif", "xfail"}


def rule_classes(profile: str | None = None) -> dict[str, str]:
    """Return the class of each rule, of all texts or of one."""
    with RULE_CLASSES.open(encoding="utf-8") as file:
        rows = {row["id"]: row["class"] for row in csv.DictReader(file)}
    return {name: class_ for name, class_ in rows.items() if profile in (None, name.partition("-")[0].lower())}


def profile_of(name: str) -> Ruleset:
    """Return a profile as it is written, its holes open."""
    path = profile_path(name)
    return read_profile(path.read_bytes(), file=path.name)


@cache
def screens() -> frozenset[str]:
    """Return the names of all addresses of the house."""
    return frozenset(_names(get_resolver(), ""))


@cache
def tests_of(path: str) -> frozenset[str]:
    """Return the names of the tests in a file that run whenever the suite runs."""
    file = ROOT / path
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.is_file() else ast.Module([], [])
    if any(_is_mark_for_the_file(node) and _stops(node) for node in tree.body):
        return frozenset()
    return frozenset(
        [*_tests_in(tree, ""), *(name for node in tree.body if _is_class(node) for name in _tests_in(node, node.name))]
    )


def is_a_running_test(name: str) -> bool:
    """Say whether this names a test that exists and is not skipped."""
    path, _, test = name.partition("::")
    return test in tests_of(path)


def _names(resolver: URLResolver, space: str) -> set[str]:
    found = {space + entry.name for entry in resolver.url_patterns if getattr(entry, "name", None)}
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= _names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
    return found


def _tests_in(tree: ast.AST, of_class: str) -> list[str]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    return [f"{of_class}::{node.name}" if of_class else node.name for node in functions if not _stops(node)]


def _is_class(node: ast.AST) -> bool:
    is_one = isinstance(node, ast.ClassDef) and node.name.startswith("Test")
    return is_one and not any(map(_stops, node.decorator_list))


def _is_mark_for_the_file(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "pytestmark" for target in node.targets)


def _stops(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Attribute) and part.attr in _NOT_RUNNING for part in ast.walk(node))
