"""A clock that jumps is told from time that passed, and from a clock that is set right a little."""

import logging
from datetime import timedelta

import pytest
from django.db.models import F

from vault import jumps
from vault.models import ClockReading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def read():
    """The clock was read once."""
    jumps.look()


def jump(**by):
    """Let the clock have said something else before: what it says now lies further on by this much."""
    ClockReading.objects.update(read_at=F("read_at") - timedelta(**by))


@pytest.mark.parametrize("by", [{"hours": 13}, {"days": 800}, {"hours": -13}, {"days": -1}])
def test_jump_of_hours_is_found_once_and_stays_until_somebody_answers_for_it(by, caplog):
    jump(**by)

    with caplog.at_level(logging.ERROR):
        assert jumps.look()
        assert not jumps.look()

    assert len(caplog.records) == 1
    assert not jumps.is_steady()
    jumps.accept()
    assert jumps.is_steady()


@pytest.mark.parametrize("by", [{"hours": 1}, {"minutes": -61}, {"hours": 11}])
def test_clock_that_is_set_right_or_changes_to_summer_is_no_jump(by):
    jump(**by)

    assert not jumps.look()
    assert jumps.is_steady()


def test_clock_that_is_set_right_again_needs_nobody():
    jump(days=400)
    assert not jumps.is_steady()

    jump(days=-400)

    assert jumps.is_steady()


def test_machine_that_slept_three_days_has_not_jumped():
    ClockReading.objects.update(read_at=F("read_at") - timedelta(days=3), up_seconds=F("up_seconds") * 0)
    reading = ClockReading.objects.get()
    ran = jumps._up_seconds()
    ClockReading.objects.update(read_at=jumps.clock_says() - timedelta(seconds=ran))

    assert not jumps.look()
    assert ClockReading.objects.get().read_at > reading.read_at


def test_jump_that_another_machine_saw_halts_this_one_too():
    ClockReading.objects.create(boot="another", read_at=jumps.clock_says(), up_seconds=5, jumped_at=jumps.clock_says())

    assert not jumps.is_steady()
    jumps.accept()
    assert jumps.is_steady()
    assert not ClockReading.objects.filter(boot="another").exists()


def test_house_clock_that_the_demo_moves_is_no_jump(clock):
    clock.move(days=365)

    assert jumps.is_steady()
