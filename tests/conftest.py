"""What every test stands on: real servers, both databases, and the role that the application works under."""

import gc
import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation

from config import embedded
from config.db import roles
from tests import databases
from vault import quarantine

pytest_plugins = ["tests.cast", "tests.faults"]
# The world of the doors needs every room; the house also runs built up to one room.
if "AKKOORD_UP_TO_ROOM" not in os.environ:
    pytest_plugins.append("tests.doors.stage")
ROLES = {"default": roles.DEFAULT, "keys": roles.KEYS}


STARTED_SERVERS = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Find or start the servers of the tests."""
    config.stash[STARTED_SERVERS] = embedded.ensure_servers()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the servers that this run started, if asked; a next run by hand is quicker when they stay."""
    if config.stash.get(STARTED_SERVERS, []) and "AKKOORD_STOP_SERVERS" in os.environ:
        embedded.stop_servers()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings) -> Iterator[None]:
    """Make both databases as their owner; the tests then work as the application does, with fewer rights."""
    TransactionTestCase._fixture_teardown = databases.empty
    with django_db_blocker.unblock():
        _work_as("owner")
        for alias in _in_turns():
            databases.make_copy(alias)
        _work_as("app")
        databases.know_the_models()
    yield
    with django_db_blocker.unblock():
        _work_as("owner")
        for alias in ROLES:
            databases.drop_copy(alias)


def _in_turns() -> list[str]:
    """Let two processes that find nothing migrated each begin with another database."""
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return list(ROLES) if process % 2 == 0 else list(reversed(ROLES))


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    """Begin each test in Dutch: a page asked for in English leaves its language behind in the thread."""
    translation.activate("nl")
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let each test and its workers write in a ledger of its own: a line outlives the rows that it tells of."""
    settings.AKKOORD_LEDGER_DIR = tmp_path_factory.getbasetemp() / f"ledger-{uuid4().hex}"


@pytest.fixture(autouse=True)
def doors_looked_at(request: pytest.FixtureRequest, own_ledger: None) -> None:
    """Let the comparison that a process makes at its start be over before a test counts queries."""
    marker = request.node.get_closest_marker("django_db")
    if marker is not None:
        request.getfixturevalue("transactional_db" if marker.kwargs.get("transaction") else "db")
        quarantine.doors_closed()


def _work_as(part: str) -> None:
    for alias, names in ROLES.items():
        connections[alias].close()
        connections[alias].settings_dict["OPTIONS"]["assume_role"] = getattr(names, part)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name content after its argument: a zip holds the second it was made in, and two processes must collect alike."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open both databases to every test that opens one, and begin with what takes long, lest a run waits for it alone.

    A browser keeps its place behind the tests that commit nothing: its loop stays in the process that started it.
    """
    for item in items:
        asked = getattr(item, "fixturenames", ())
        if "db" in asked and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db)
        if "world" in asked or getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.exhaustive)
        for mark in item.iter_markers("django_db"):
            if mark.kwargs.get("transaction"):
                item.add_marker(pytest.mark.commits)
            if "databases" not in mark.kwargs:
                mark.kwargs["databases"] = list(ROLES)
    items.sort(key=lambda item: _is_marked(item, "browser") or not _is_marked(item, "slow", "worker"))


def pytest_collection_finish() -> None:
    """Keep what was imported out of every collection of garbage: it stays anyhow, and it is most of what there is."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _is_marked(item: pytest.Item, *words: str) -> bool:
    return any(item.get_closest_marker(word) is not None for word in words)
