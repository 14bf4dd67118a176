"""Taking back what a visit did, so that the next one finds the world as it was."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

DATABASES = ["default", "keys"]


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
