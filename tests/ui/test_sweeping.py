"""Of many each may fail alone, and what failed is told when all had their turn."""

import pytest
from django.db import InterfaceError, OperationalError, connection

from ui.sweeping import in_turn, one_by_one

pytestmark = pytest.mark.django_db


def halve(number: int) -> int:
    if number % 2:
        raise ValueError
    return number // 2


def test_all_have_their_turn_and_what_failed_is_told_by_its_name(caplog):
    had_turn = []

    with pytest.raises(ExceptionGroup, match="2 of 4 failed") as failed:
        one_by_one(lambda number: had_turn.append(halve(number)), [3, 4, 5, 6], name=lambda number: f"id-{number}")

    assert had_turn == [2, 3]
    assert [each.__notes__ for each in failed.value.exceptions] == [["at id-3"], ["at id-5"]]
    assert [record.getMessage() for record in caplog.records] == ["failed alone: id-3", "failed alone: id-5"]
    assert one_by_one(halve, [2, 4], name=str) == [1, 2]


def test_every_stage_is_gone_through():
    done = []

    with pytest.raises(ExceptionGroup):
        in_turn(lambda: halve(1), lambda: done.append("second"))

    assert done == ["second"]


@pytest.mark.django_db(transaction=True)
def test_without_a_connection_nobody_is_sick():
    tried = []

    def work(number: int) -> None:
        tried.append(number)
        connection.connection.close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    with pytest.raises((OperationalError, InterfaceError)):
        one_by_one(work, [1, 2, 3], name=str)

    assert tried == [1]
    connection.close()
