"""Machines can ask whether the house lives, and learn nothing else."""

from io import BytesIO

import pytest

from tests.factories.vault import a_safe
from vault.files import seal_file

pytestmark = pytest.mark.django_db


def test_house_says_that_it_lives(client):
    assert client.get("/gezond/").json() == {"gezond": True}


def test_house_is_ready_when_its_servers_answer(client):
    found = ["default", "keys", "redis", "ledger", "files"]
    assert client.get("/gereed/").json() == dict.fromkeys(found, True)


def test_house_is_not_ready_without_redis(client, settings, tmp_path):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": f"unix://{tmp_path}/none"}
    }

    answer = client.get("/gereed/")

    assert answer.status_code == 503
    assert answer.json()["redis"] is False


def test_house_is_not_ready_when_its_disk_is_away(client, settings, tmp_path):
    settings.AKKOORD_STORAGE_DIR = tmp_path / "files"
    seal_file(a_safe(), BytesIO(b"iets"), media_type="text/plain")
    (tmp_path / "files").rename(tmp_path / "away")
    (tmp_path / "files").mkdir()

    answer = client.get("/gereed/")

    assert answer.status_code == 503
    assert answer.json()["files"] is False


def test_every_answer_carries_the_strict_policy(client):
    answer = client.get("/gezond/")

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_stranger_is_sent_to_the_door_of_the_admin(client):
    assert client.get("/beheer/").status_code == 302
