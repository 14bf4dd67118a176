"""A storage folder for each test alone."""

import pytest

from tests.factories.vault import a_safe
from vault.models import Safe


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path) -> None:
    settings.AKKOORD_STORAGE_DIR = tmp_path / "files"


@pytest.fixture
def safe(db) -> Safe:
    return a_safe()
