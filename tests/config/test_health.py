"""Machines can ask whether the house lives, and learn nothing else."""

import pytest

pytestmark = pytest.mark.django_db


def test_house_says_that_it_lives(client):
    assert client.get("/gezond/").json() == {"gezond": True}


def test_house_is_ready_when_its_servers_answer(client):
    assert client.get("/gereed/").json() == {"default": True, "keys": True, "ledger": True, "redis": True}


def test_house_is_not_ready_without_redis(client, settings, tmp_path):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": f"unix://{tmp_path}/none"}
    }

    answer = client.get("/gereed/")

    assert answer.status_code == 503
    assert answer.json()["redis"] is False


def test_every_answer_carries_the_strict_policy(client):
    answer = client.get("/gezond/")

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_stranger_is_sent_to_the_door_of_the_admin(client):
    assert client.get("/beheer/").status_code == 302
