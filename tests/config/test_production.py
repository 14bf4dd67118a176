"""A server refuses to start with a secret missing, and starts safely with all of them."""

import base64
import json
import os
import subprocess
import sys

import pytest

from config.embedded.state import CHECKOUT

KEY = base64.b64encode(bytes(32)).decode()
COMPLETE = {
    "AKKOORD_SECRET_KEY": "s" * 60,
    "AKKOORD_MASTER_KEYS": f"1:{KEY}",
    "AKKOORD_FIELD_KEYS": f"1:{KEY}",
    "AKKOORD_SIGNING_KEY": KEY,
    "AKKOORD_INDEX_KEY": KEY,
    "AKKOORD_STORAGE_DIR": "/srv/akkoord/files",
    "AKKOORD_LEDGER_DIR": "/srv/akkoord/ledger",
    "AKKOORD_BASE_URL": "https://akkoord.example",
    "AKKOORD_HOSTS": "akkoord.example",
    "DATABASE_URL": "postgresql://akkoord:x@db.example/akkoord",
    "KEYS_DATABASE_URL": "postgresql://akkoord_keys:x@keys.example/akkoord_keys",
    "REDIS_URL": "redis://redis.example:6379",
    "AKKOORD_SMTP_HOST": "smtp.example",
    "AKKOORD_FROM_EMAIL": "akkoord@bureau.example",
}
ASK = """
import json
from config.settings import production as s
print(json.dumps([s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.CELERY_BROKER_URL]))
"""


def start_with(environment):
    return subprocess.run(
        [sys.executable, "-c", ASK],
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.production", **environment},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_complete_environment_starts_without_debug_and_with_safe_cookies():
    answer = json.loads(start_with(COMPLETE).stdout)

    assert answer == [False, True, True, 31536000, "redis://redis.example:6379/0"]


@pytest.mark.parametrize("name", ["AKKOORD_MASTER_KEYS", "AKKOORD_SIGNING_KEY", "DATABASE_URL", "AKKOORD_HOSTS"])
def test_missing_variable_stops_the_start_and_is_named(name):
    done = start_with({key: value for key, value in COMPLETE.items() if key != name})

    assert done.returncode == 1
    assert f"{name} is not set" in done.stderr.splitlines()[-1]
