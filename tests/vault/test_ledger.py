"""The ledger only grows, and says so when it did not."""

import json
import multiprocessing

import pytest

from vault import ledger
from vault.facts import LedgerBroken


def test_an_empty_ledger_is_in_order():
    assert ledger.read_all() == []
    assert ledger.verify().ok


def test_lines_come_back_in_order_and_chained():
    for number in range(5):
        ledger.append("test.line", {"number": number})

    entries = ledger.read_all()
    assert [(entry.seq, entry.body["number"]) for entry in entries] == [(n + 1, n) for n in range(5)]
    assert ledger.verify().head == entries[-1].sha256


@pytest.mark.parametrize(
    "tamper",
    [
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: lines[1:],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [lines[0], lines[0], *lines[1:]],
        lambda lines: [lines[0], lines[1].replace(b'"number":1', b'"number":7'), *lines[2:]],
        lambda lines: [lines[0], b"{}", *lines[1:]],
        lambda lines: [*lines, b"not json"],
        lambda lines: [lines[0], _resigned(lines[1]), *lines[2:]],
    ],
)
def test_a_change_is_noticed(tamper):
    for number in range(4):
        ledger.append("test.line", {"number": number})
    lines = ledger.path().read_bytes().splitlines()
    ledger.path().write_bytes(b"\n".join(tamper(lines)) + b"\n")

    assert not ledger.verify().ok
    with pytest.raises(LedgerBroken):
        ledger.read_all()


def test_another_key_trusts_no_line(settings):
    ledger.append("test.line", {})
    settings.AKKOORD_SIGNING_KEY = b"x" * 32

    assert not ledger.verify().ok


def test_lines_of_the_key_before_hold_beside_those_of_the_key_that_signs_now(settings):
    ledger.append("test.line", {"number": 0})
    settings.AKKOORD_TRUSTED_SIGNING_KEYS = {"1": settings.AKKOORD_SIGNING_KEY}
    settings.AKKOORD_SIGNING_KEY = b"n" * 32
    ledger.append("test.line", {"number": 1})

    assert [entry.body["number"] for entry in ledger.read_all()] == [0, 1]
    settings.AKKOORD_TRUSTED_SIGNING_KEYS = {}
    assert ledger.verify().faults[:1] == ("line 1: the signature does not hold",)


@pytest.mark.parametrize("left", [1, 20])
def test_a_line_torn_by_a_crash_is_passed_over_and_kept(left):
    ledger.append("test.line", {"number": 0})
    ledger.append("test.line", {"number": 1})
    whole = ledger.path().read_bytes()
    first = whole.index(b"\n") + 1
    ledger.path().write_bytes(whole[: first + left])

    assert [entry.body["number"] for entry in ledger.read_all()] == [0]
    ledger.append("test.line", {"number": 2})

    assert ledger.verify().ok, ledger.verify()
    assert ledger.read_all()[-1].body == {"number": 2}
    assert ledger.path().read_bytes().startswith(whole[: first + left])


def test_a_line_that_lacks_only_its_end_is_a_line():
    ledger.append("test.line", {"number": 0})
    ledger.path().write_bytes(ledger.path().read_bytes()[:-1])

    ledger.append("test.line", {"number": 1})

    assert [entry.body["number"] for entry in ledger.read_all()] == [0, 1]


def test_a_first_line_torn_by_a_crash_is_passed_over():
    ledger.append("test.line", {})
    ledger.path().write_bytes(ledger.path().read_bytes()[:10])

    ledger.append("test.line", {"number": 1})

    assert [entry.body for entry in ledger.read_all()] == [{"number": 1}]


def test_lines_longer_than_a_look_at_the_tail_are_chained():
    for number in range(3):
        ledger.append("test.line", {"long": "x" * 100_000, "number": number})

    assert [entry.seq for entry in ledger.read_all()] == [1, 2, 3]


def test_many_processes_write_one_chain():
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_write_ten) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert [entry.seq for entry in ledger.read_all()] == list(range(1, 41))


def test_reading_on_gives_only_what_was_added():
    ledger.append("test.line", {"number": 0})
    _entries, offset = ledger.read_from(0)
    ledger.append("test.line", {"number": 1})

    entries, end = ledger.read_from(offset)

    assert [entry.body["number"] for entry in entries] == [1]
    assert end == ledger.size()


def _write_ten():
    for _ in range(10):
        ledger.append("test.line", {})


def _resigned(raw):
    line = json.loads(raw)
    line["body"] = {"number": 9}
    return json.dumps(line, sort_keys=True, separators=(",", ":")).encode()
