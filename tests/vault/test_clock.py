"""One clock for Python and SQL, and who may move it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.factories.vault import a_safe
from vault import clock as house_clock
from vault.clock import AMSTERDAM, ClockStandsFast, akkoord_now, today
from vault.models import Clock

pytestmark = pytest.mark.django_db


def test_the_clock_is_the_machine_s_unless_moved():
    assert abs(akkoord_now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_python_and_sql_move_together(clock):
    before = akkoord_now()

    clock.move(days=400)
    clock.move(hours=-1)

    moved = timedelta(days=400, hours=-1)
    assert akkoord_now() - before == moved
    assert a_safe().created_at is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT created_at FROM vault_safe")
        assert cursor.fetchone()[0] - before == moved


def test_the_day_is_that_of_amsterdam(clock):
    local = akkoord_now().astimezone(AMSTERDAM)
    clock.move(hours=24 - local.hour, minutes=-local.minute)
    midnight = akkoord_now()

    assert today() == midnight.astimezone(AMSTERDAM).date() == local.date() + timedelta(days=1)
    assert isinstance(today(), date)


def test_a_clock_that_was_not_made_movable_stands_fast():
    with pytest.raises(ClockStandsFast):
        house_clock.move(timedelta(days=1))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO vault_clock VALUES (1, interval '1 year', true)",
        "UPDATE vault_clock SET shift = interval '1 year'",
        "DELETE FROM vault_clock",
        "TRUNCATE vault_clock",
    ],
)
def test_the_application_can_not_touch_the_clock(statement):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_after_moving_the_application_is_itself_again(clock):
    clock.move(days=1)

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("akkoord_app",)


def test_a_shift_without_leave_is_not_honoured(clock):
    clock.move(days=10)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE akkoord_owner")
        cursor.execute("UPDATE vault_clock SET movable = false")
        cursor.execute("SET LOCAL ROLE akkoord_app")

    assert abs(akkoord_now() - datetime.now(UTC)) < timedelta(seconds=5)
    house_clock.allow_moving()
    assert Clock.objects.get().shift == timedelta(days=10)
