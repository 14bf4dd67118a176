"""Web and worker refuse to start on a ring that lacks a key, with a sentence that names it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connections

from tests.factories.vault import a_safe
from tests.workers import environment_of_this_test

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

WEB = ["-c", "import config.wsgi"]
WORKER = ["-m", "celery", "-A", "config", "worker", "--pool", "solo", "--without-mingle", "--without-gossip"]
OTHER_RING = "other:" + "A" * 43 + "="


def started(command, **environment):
    """Start a process of the house, wait until it ends by itself, and return it."""
    return subprocess.run(
        [sys.executable, *command],
        env={**os.environ, **environment_of_this_test(), **environment},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", [WEB, WORKER], ids=["web", "worker"])
def test_a_process_does_not_start_without_a_key_that_is_used(command):
    a_safe()

    ended = started(command, AKKOORD_MASTER_KEYS=OTHER_RING)

    assert ended.returncode != 0
    assert "AKKOORD_MASTER_KEYS lacks key '1', which still wraps the keys of 1 safes." in ended.stderr


def test_a_process_starts_with_the_keys_it_needs():
    a_safe()

    assert started(WEB).returncode == 0


def test_a_process_starts_while_the_keys_are_out_of_reach():
    place = connections["keys"].settings_dict["HOST"]

    ended = started(WEB, KEYS_DATABASE_URL=f"postgresql://nobody@localhost:1/nothing?host={place.replace('/', '%2F')}")

    assert ended.returncode == 0
    assert "database out of reach" in ended.stderr
