"""The world that a module of tests looks at, made once, with a browser for everybody in it."""

from collections.abc import Iterator

import pytest
from django.test import Client as Browser

from tests.doors.asking import browsers_of
from tests.doors.undoing import undone
from tests.doors.world import World, made_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Everybody and everything, for all tests of one module."""
    with django_db_blocker.unblock(), undone():
        yield made_world()


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[str, Browser]:
    """A browser for each person, logged in once."""
    return browsers_of(world)
