"""A storage folder for each test alone."""

import pytest

from tests.factories.vault import a_safe
from vault import quarantine
from vault.models import Safe


@pytest.fixture(autouse=True)
def own_folders(doors_looked_at, settings, tmp_path) -> None:
    settings.AKKOORD_STORAGE_DIR = tmp_path / "files"
    quarantine.forget()  # a test begins as a process does


@pytest.fixture
def safe(db) -> Safe:
    return a_safe()
