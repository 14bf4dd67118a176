"""`make run` says what stands in its way, and leaves no process behind."""

import os
import socket
import subprocess
import sys
import time

import pytest

from config.embedded.state import CHECKOUT
from config.running import children, lock, ports
from config.running.troubles import CannotRun

# A process that has a child of its own, and writes down its number.
PARENT = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid, flush=True); sys.stdin.close(); "
OBEYS = PARENT + "import time; time.sleep(60)"
REFUSES = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + OBEYS


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind((ports.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def state(monkeypatch, tmp_path):
    monkeypatch.setenv("AKKOORD_STATE", str(tmp_path))
    return tmp_path


def house(**environment):
    return subprocess.run(
        [sys.executable, "-m", "config.running"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.demo"} | environment,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )


def number_written_by(child):
    while not child.log.read_text().strip():
        time.sleep(0.02)
    return int(child.log.read_text())


def is_running(process):
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return state.stdout.strip()[:1] not in {"", "Z"}


def test_taken_port_is_said_with_a_way_out_before_anything_starts(state, taken_port):
    done = house(PORT=str(taken_port))

    assert done.returncode == 1
    assert f"Port {taken_port} is taken by another program" in done.stderr
    assert "make run PORT=" in done.stderr
    assert not (state / "demo" / "postgres").exists()


@pytest.mark.parametrize("port", ["abc", "0", "65536", ""])
def test_port_that_is_no_port_is_refused_in_one_sentence(state, port):
    assert house(PORT=port).stderr == f"PORT must be a number from 1 to 65535, and is '{port}'.\n"


def test_one_house_runs_from_a_checkout_at_a_time(state):
    with lock.only_one():
        assert lock.holder() == os.getpid()
        with pytest.raises(CannotRun, match="make stop"), lock.only_one():
            pass

    assert lock.holder() is None


@pytest.mark.parametrize("program", [OBEYS, REFUSES])
def test_stopping_ends_the_children_of_children_too(monkeypatch, tmp_path, program):
    monkeypatch.setattr(children, "SECONDS_TO_FINISH", 0.5)
    child = children.start("worker", [sys.executable, "-c", program], logs=tmp_path)
    grandchild = number_written_by(child)

    children.stop([child])

    assert child.has_ended
    assert not is_running(grandchild)


def test_last_words_of_a_process_are_kept(tmp_path):
    child = children.start("web", [sys.executable, "-c", "print('no such key'); exit(3)"], logs=tmp_path)
    child.process.wait()

    assert child.process.returncode == 3
    assert "no such key" in child.last_words()
