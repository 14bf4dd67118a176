"""Each room brings its own clock, and two rooms cannot use one name."""

import sys
from types import ModuleType

import pytest

from config.schedule import beat_schedule


@pytest.fixture
def rooms(monkeypatch, tmp_path):
    for name in ("one", "other", "silent"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        if name != "silent":
            (tmp_path / name / "schedule.py").write_text(f"SCHEDULE = {{'sweep': {{'task': '{name}.sweep'}}}}")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for name in ("one", "other", "silent", "one.schedule", "other.schedule"):
        sys.modules.pop(name, ModuleType(name))


def test_rooms_without_a_clock_are_passed_by(rooms):
    assert beat_schedule(["silent", "one"]) == {"sweep": {"task": "one.sweep"}}


def test_two_rooms_with_one_name_are_refused(rooms):
    with pytest.raises(ValueError, match="sweep"):
        beat_schedule(["one", "other"])
