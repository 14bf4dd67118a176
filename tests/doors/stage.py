"""The world that a module of tests looks at, made once, and taken back after each look."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from tests.doors.world import World, made_world

DATABASES = ["default", "keys"]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Everybody and everything, for all tests of one module."""
    with django_db_blocker.unblock(), undone():
        yield made_world()


@contextmanager
def undone() -> Iterator[None]:
    """Take back what happens inside, in both databases; a durable transaction inside counts as one of a test."""
    blocks = {alias: transaction.atomic(using=alias) for alias in DATABASES}
    for block in blocks.values():
        block._from_testcase = True
        block.__enter__()
    try:
        yield
    finally:
        for alias in reversed(DATABASES):
            transaction.set_rollback(True, using=alias)
            blocks[alias].__exit__(None, None, None)
