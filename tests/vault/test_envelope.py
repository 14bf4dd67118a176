"""A sealed stream opens whole, in its own place, under its own key, or not at all."""

import io
import os

import pytest

from vault import envelope
from vault.facts import EnvelopeBroken, KeyMissing, KeyUnfit
from vault.terms import SEGMENT_BYTES

SEALED = SEGMENT_BYTES + 16


def sealed(plaintext, *, label="here", pieces=None):
    output = io.BytesIO()
    writer = envelope.SealedWriter(output, label=label)
    step = pieces or max(len(plaintext), 1)
    for start in range(0, len(plaintext), step):
        writer.write(plaintext[start : start + step])
    writer.close()
    assert writer.size_bytes == len(output.getvalue())
    return output.getvalue()


def opened(data, *, label="here"):
    return envelope.SealedReader(io.BytesIO(data), label=label).read()


@pytest.mark.parametrize("size", [0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 2 * SEGMENT_BYTES])
def test_what_is_sealed_opens(size):
    plaintext = os.urandom(size)

    assert opened(sealed(plaintext)) == plaintext
    assert opened(sealed(plaintext, pieces=300_001)) == plaintext


def test_it_is_read_in_pieces_of_any_size():
    plaintext = os.urandom(2 * SEGMENT_BYTES + 5)
    reader = envelope.SealedReader(io.BytesIO(sealed(plaintext)), label="here")

    pieces = list(iter(lambda: reader.read(700_000), b""))

    assert b"".join(pieces) == plaintext
    assert max(map(len, pieces)) == 700_000
    assert reader.read(10) == b""


def test_nothing_of_the_plaintext_is_in_it_and_no_two_are_alike():
    assert b"akkoord met alles" not in sealed(b"akkoord met alles")
    assert sealed(b"akkoord") != sealed(b"akkoord")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-1],
        lambda data: data[:-SEALED],
        lambda data: data[: len(data) - len(data) % SEALED - SEALED],
        lambda data: data + b"x",
        lambda data: data[:10] + b"x" + data[11:],
        lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
        lambda data: b"",
        lambda data: data[:5],
        lambda data: data[:30],
        lambda data: _swapped(data),
    ],
)
def test_what_was_cut_changed_or_mixed_does_not_open(change):
    data = sealed(os.urandom(3 * SEGMENT_BYTES))

    with pytest.raises((EnvelopeBroken, KeyMissing)):
        opened(change(data))


def test_it_opens_only_in_its_own_place():
    with pytest.raises(EnvelopeBroken):
        opened(sealed(b"keys of monday", label="monday"), label="tuesday")


def test_the_key_is_found_by_its_name(settings):
    data = sealed(b"akkoord")
    (key_id, key), *_rest = settings.AKKOORD_BACKUP_KEYS.items()

    settings.AKKOORD_BACKUP_KEYS = {"new": os.urandom(32), key_id: key}
    assert opened(data) == b"akkoord"
    settings.AKKOORD_BACKUP_KEYS = {"new": os.urandom(32)}
    with pytest.raises(KeyMissing):
        opened(data)
    settings.AKKOORD_BACKUP_KEYS = {key_id: os.urandom(32)}
    with pytest.raises(EnvelopeBroken):
        opened(data)
    settings.AKKOORD_BACKUP_KEYS = {}
    with pytest.raises(KeyUnfit):
        sealed(b"")


def _swapped(data):
    header = len(data) - 3 * SEALED
    first, second = data[header : header + SEALED], data[header + SEALED : header + 2 * SEALED]
    return data[:header] + second + first + data[header + 2 * SEALED :]
