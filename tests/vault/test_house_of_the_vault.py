"""Rules the whole house keeps towards the vault, read from its code and its database."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from vault.fields import SealedModel

ROOT = Path(__file__).resolve().parents[2]
ROOMS = sorted(path.name for path in ROOT.iterdir() if (path / "__init__.py").exists() and path.name != "tests")
# A benchmark makes keys for the copies it makes by SQL, and opens nothing.
MAY_UNLOCK = {"audit/opening.py", "audit/middleware.py", "benchmarks/many.py"}
UNLOCKS = {"opened", "unlocked"}


def _modules():
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def _imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nobody_but_the_audited_opening_imports_the_unlock():
    private = ("vault.unlocking", "vault.keys")

    trespassers = {
        name
        for name, tree in _modules()
        if not name.startswith("vault/") and name not in MAY_UNLOCK
        and any(f"{imported}.".startswith(f"{room}.") for imported in _imports(tree) for room in private)
    }  # fmt: skip

    assert trespassers == set()


def test_nothing_yields_while_a_safe_is_open():
    assert [place for name, tree in _modules() for place in _yields_under_unlock(name, tree)] == []


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n with opened(p):\n  yield 1",
        "def f():\n with a, opening.opened(p) as o:\n  for x in y:\n   yield from x",
        "def f():\n with unlocked(k):\n  return (row.text for row in rows)",
    ],
)
def test_the_rule_about_yields_sees_them(source):
    assert list(_yields_under_unlock("x.py", ast.parse(source)))


def test_the_rule_about_yields_lets_lists_and_inner_functions_be():
    source = "def f():\n with opened(p):\n  g = list(row.text for row in rows)\n  return [row.text for row in rows]"

    assert list(_yields_under_unlock("x.py", ast.parse(source))) == []


def _yields_under_unlock(name, tree):
    for block in ast.walk(tree):
        if isinstance(block, ast.With | ast.AsyncWith) and any(map(_unlocks, block.items)):
            consumed = {
                id(argument) for node in ast.walk(block) if isinstance(node, ast.Call) for argument in node.args
            }
            for node in ast.walk(block):
                is_lazy = isinstance(node, ast.GeneratorExp) and id(node) not in consumed
                if is_lazy or isinstance(node, ast.Yield | ast.YieldFrom):
                    yield f"{name}:{node.lineno}"


def _unlocks(item):
    call = item.context_expr
    if not isinstance(call, ast.Call):
        return False
    word = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return word in UNLOCKS


@pytest.mark.django_db
def test_every_table_with_sealed_content_is_guarded():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, array_agg(tgname::text) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal GROUP BY relname"
        )
        triggers = {table: set(names) for table, names in cursor.fetchall()}

    tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, SealedModel)}
    tables.add("vault_sealedfile")

    parts = ("held_delete", "held_move", "fenced_insert", "fenced_update")
    assert {
        table for table in tables if not {f"{table}_{part}"[:63] for part in parts} <= triggers.get(table, set())
    } == set()
