"""What somebody saw while logged in stays in no cache."""

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db


def test_answer_to_a_logged_in_person_is_not_stored(client):
    client.force_login(get_user_model().objects.create_user("iemand@bureau.example"), backend=BACKEND)

    assert client.get("/gezond/")["Cache-Control"] == "no-store, private"


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
