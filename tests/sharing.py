"""A world that the tests of one module share: made once, found as new by each of them, and gone with the module."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from tests.doors.undoing import undone


def made_once(make: Callable[..., Any], *, params: Sequence[Any] = ()) -> Any:
    """Return a fixture that makes a world for all tests of a module, one for each of the params.

    Every test of that module must ask for it, lest some find a world that others don't. None may commit, and each
    reads the rows for itself, because what a test does to an object in memory is not undone.
    """

    @pytest.fixture(scope="module", params=params or None)
    def world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        with django_db_blocker.unblock(), undone():
            yield make(request.param) if params else make()

    return world
