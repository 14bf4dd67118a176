"""House rules that a machine can keep: declared columns, one direction, declared doors, rooms of a human size."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.admin import site
from django.core.management import call_command, get_commands, load_command_class
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from config.celery import app as celery_app
from tests.house import OUR_MODELS, PYTHON, ROOMS, ROOT, room_of
from ui.doors import declaration_of

VIEWS = [path for path in PYTHON if "views" in path.parts or path.name == "views.py"]
# Doors of others; each says why no dossier content can pass it.
DOORS_OF_OTHERS = {
    "allauth": "login and its codes; knows accounts only",
    "django.contrib.admin": "metadata; the admin has no sealed content (tested in tests/test_admin.py)",
    "django.contrib.staticfiles": "styles and pictures",
    "django.views.static": "styles and pictures",
    "django.views.i18n": "words of the screens",
    "django.views.generic.base": "redirects",
}


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_every_column_is_declared_personal_or_plain_once(model: type[models.Model]):
    columns = {column.name for column in model._meta.concrete_fields}
    personal, plain = set(model.Privacy.personal), set(model.Privacy.plain)

    assert personal | plain == columns
    assert not personal & plain


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_the_way_imports_do(model: type[models.Model]):
    here = ROOMS.index(model.__module__.split(".")[0])
    for column in model._meta.get_fields():
        target = getattr(column, "remote_field", None) and column.related_model
        room = target.__module__.split(".")[0] if target and not column.auto_created else ""
        assert room not in ROOMS or ROOMS.index(room) >= here, f"{column} points back at {room}"


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_opens_with_its_room_sign_and_keeps_a_human_size(path: Path):
    text = path.read_text()
    tree = ast.parse(text)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]

    assert not text.strip() or ast.get_docstring(tree), "a module opens with one sentence saying what belongs there"
    assert len(text.splitlines()) <= 400
    assert not [f"{node.name}: {_told_in(node)} lines" for node in functions if _told_in(node) > 40]


def test_no_door_is_left_undeclared():
    undeclared = [route for route, view in _routes() if declaration_of(view) is None and not _of_others(view)]

    assert undeclared == []


def test_no_task_is_left_undeclared():
    celery_app.loader.import_default_modules()
    tasks = {name: task for name, task in celery_app.tasks.items() if name.split(".")[0] in ROOMS}

    assert tasks
    assert [name for name, task in tasks.items() if declaration_of(task.run) is None] == []


def test_no_command_is_left_undeclared():
    ours = {name: room for name, room in get_commands().items() if room in ROOMS}

    assert ours
    assert [name for name, room in ours.items() if declaration_of(load_command_class(room, name).handle) is None] == []


def test_no_action_of_the_admin_is_left_undeclared():
    windows = site._registry.values()
    actions = [getattr(window, name) for window in windows for name in window.actions or []]

    assert actions
    assert [action.__qualname__ for action in actions if declaration_of(action) is None] == []


@pytest.mark.parametrize(
    "path", [path for path in PYTHON if "views" in path.parts or path.name == "views.py"], ids=str
)
def test_views_reach_rows_through_permissions_and_queries_only(path: Path):
    reached = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)]

    assert [node.lineno for node in reached if node.attr in {"objects", "_base_manager", "_default_manager"}] == []


@pytest.mark.parametrize("name", ["utils", "helpers", "mixins", "managers", "signals"])
def test_no_room_has_a_drawer_for_the_rest(name: str):
    assert [path for path in PYTHON if name in (path.stem, *path.relative_to(ROOT).parts)] == []


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_nobody_but_audit_unlocks_a_safe():
    importers = [path for path in PYTHON if "unlocking" in path.read_text() and path.is_relative_to(ROOT)]
    rooms = {room_of(path) for path in importers}

    assert rooms <= {"vault", "audit", "tests"}


def test_no_generator_yields_under_an_unlocked_safe():
    assert [found for path in PYTHON if "tests" not in path.parts for found in _yields_under_unlock(path)] == []


def test_no_organisation_is_named_in_code():
    words = {path.stem for path in (ROOT / "reglement" / "profiles").glob("*.toml")} - {"demo_choices"}
    rooms = [path for path in PYTHON if room_of(path) in ROOMS and "demo" not in str(path)]
    named = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in rooms
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in words
    ]

    assert words
    assert named == []


def _routes() -> Iterator[tuple[str, object]]:
    def walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, object]]:
        for entry in resolver.url_patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                yield route, entry.callback
            else:
                yield from walk(entry, route)

    yield from walk(get_resolver(), "")


def _of_others(view: object) -> bool:
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    admin_site = getattr(view, "admin_site", None) or getattr(view, "model_admin", None)
    return admin_site is not None or any(module.startswith(name) for name in DOORS_OF_OTHERS)


def _told_in(function: ast.FunctionDef) -> int:
    """Return how many lines the story itself takes, without its arguments and its docstring."""
    story = function.body[1:] if ast.get_docstring(function) else function.body
    return function.end_lineno - story[0].lineno + 1 if story else 0


def _yields_under_unlock(path: Path) -> list[str]:
    found = []
    for block in ast.walk(ast.parse(path.read_text())):
        if isinstance(block, ast.With) and any("opened(" in ast.unparse(item.context_expr) for item in block.items):
            inside = [node for statement in block.body for node in ast.walk(statement)]
            if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in inside):
                found.append(f"{path.relative_to(ROOT)}:{block.lineno}")
    return found
