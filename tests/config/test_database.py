"""The databases are real, recent, and used with the rights of the application."""

import pytest
from django.db import connections

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("alias", "role"), [("default", "akkoord_app"), ("keys", "akkoord_keys_app")])
def test_tests_work_under_the_role_of_the_application(alias, role):
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('server_version_num')::int")
        user, version = cursor.fetchone()

    assert user == role
    assert version >= 180000
