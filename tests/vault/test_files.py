"""A sealed file comes back whole or not at all."""

import hashlib
import io
import os
import shutil
import tracemalloc
from pathlib import Path

import pytest
from django.conf import settings as house
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.vault import unlock
from vault import storage
from vault.facts import FileBroken, KeyMissing, SafeIsFenced, SealedOutsideVault
from vault.files import delete_file, open_file, read_file, seal_file
from vault.models import SealedFile
from vault.services import fence, sweep_orphan_files
from vault.terms import SEGMENT_BYTES

pytestmark = pytest.mark.django_db

SEALED_SEGMENT = SEGMENT_BYTES + 28
SIZES = [0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 2 * SEGMENT_BYTES, 3 * SEGMENT_BYTES + 7]


@pytest.mark.parametrize("size", SIZES)
def test_a_file_of_any_size_comes_back(safe, size):
    content = os.urandom(size)

    sealed = seal_file(safe, io.BytesIO(content), media_type="application/pdf")

    assert (sealed.size_bytes, sealed.media_type) == (size, "application/pdf")
    assert sealed.sha256 == hashlib.sha256(content).hexdigest()
    with unlock(safe):
        assert read_file(sealed) == content


class Dribble(io.RawIOBase):
    """A stream that gives less than it is asked for."""

    def __init__(self, content, portions):
        self._content, self._portions = io.BytesIO(content), portions

    def read(self, size=-1):
        portion = self._portions.pop() if self._portions else size
        return self._content.read(min(size, portion))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(size=st.integers(0, 2 * SEGMENT_BYTES + 5), portions=st.lists(st.integers(1, SEGMENT_BYTES), max_size=20))
def test_a_stream_may_give_its_bytes_in_any_portions(safe, size, portions):
    content = os.urandom(size)

    sealed = seal_file(safe, Dribble(content, portions), media_type="text/plain")

    with unlock(safe):
        assert read_file(sealed) == content


def test_the_disk_holds_no_plaintext_and_no_name(safe):
    sealed = seal_file(safe, io.BytesIO(b"Jan slaapt slecht" * 1000), media_type="text/plain")

    assert b"Jan" not in _path(sealed).read_bytes()
    assert storage.names_of(safe.id) == [sealed.storage_name]


def test_opening_needs_an_unlock_at_the_call_and_not_while_reading(safe):
    content = os.urandom(3 * SEGMENT_BYTES)
    sealed = seal_file(safe, io.BytesIO(content), media_type="text/plain")

    with pytest.raises(SealedOutsideVault):
        open_file(sealed)
    with unlock(safe):
        stream = open_file(sealed)

    with stream:
        assert b"".join(stream) == content


def test_a_file_passes_in_constant_memory(safe):
    sealed = seal_file(safe, io.BytesIO(bytes(12 * SEGMENT_BYTES)), media_type="text/plain")

    with unlock(safe):
        tracemalloc.start()
        size = sum(len(chunk) for chunk in open_file(sealed))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert size == 12 * SEGMENT_BYTES
    assert peak < 6 * SEGMENT_BYTES


# Damage


@pytest.mark.parametrize(
    "damage",
    [
        lambda sealed: b"",
        lambda sealed: sealed[:1],
        lambda sealed: sealed[:-1],
        lambda sealed: sealed[: 1 + SEALED_SEGMENT],
        lambda sealed: sealed[: 1 + 2 * SEALED_SEGMENT],
        lambda sealed: b"\x02" + sealed[1:],
        lambda sealed: sealed + b"x",
        lambda sealed: sealed + sealed[1:],
        lambda sealed: sealed[:1] + _segment(sealed, 1) + _segment(sealed, 0) + _segment(sealed, 2),
        lambda sealed: sealed[:1] + _segment(sealed, 0) + _segment(sealed, 2),
        lambda sealed: sealed[:1] + _segment(sealed, 0) * 2 + _segment(sealed, 2),
        lambda sealed: sealed[:500] + bytes([sealed[500] ^ 1]) + sealed[501:],
        lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]),
    ],
)
def test_a_damaged_file_does_not_open(safe, damage):
    sealed = seal_file(safe, io.BytesIO(os.urandom(2 * SEGMENT_BYTES + 9)), media_type="text/plain")
    _path(sealed).write_bytes(damage(_path(sealed).read_bytes()))

    with unlock(safe), pytest.raises(FileBroken):
        read_file(sealed)


def test_bytes_of_another_file_do_not_open(safe):
    one = seal_file(safe, io.BytesIO(b"een"), media_type="text/plain")
    two = seal_file(safe, io.BytesIO(b"twee"), media_type="text/plain")
    shutil.copy(_path(one), _path(two))

    with unlock(safe), pytest.raises(FileBroken):
        read_file(two)


def test_a_missing_file_says_so(safe):
    sealed = seal_file(safe, io.BytesIO(b"een"), media_type="text/plain")
    _path(sealed).unlink()

    with unlock(safe), pytest.raises(FileBroken):
        open_file(sealed)


# Half work


class Breaking(io.RawIOBase):
    """An upload that ends in the middle."""

    def __init__(self):
        self._left = SEGMENT_BYTES

    def read(self, size=-1):
        if not self._left:
            raise ConnectionResetError
        self._left -= 1024
        return bytes(1024)


def test_an_upload_that_breaks_leaves_no_file_and_no_row(safe):
    with pytest.raises(ConnectionResetError):
        seal_file(safe, Breaking(), media_type="text/plain")

    assert storage.names_of(safe.id) == []
    assert not SealedFile.objects.exists()


def test_a_row_that_is_refused_leaves_no_file(safe):
    with pytest.raises(DatabaseError):
        seal_file(safe, io.BytesIO(b"een"), media_type="x" * 101)

    assert storage.names_of(safe.id) == []


def test_a_rollback_leaves_bytes_that_are_swept_when_old(safe):
    kept = seal_file(safe, io.BytesIO(b"blijft"), media_type="text/plain")
    with transaction.atomic():
        seal_file(safe, io.BytesIO(b"een"), media_type="text/plain")
        transaction.set_rollback(True)
    half = _path(kept).with_name("half.unfinished")
    half.write_bytes(b"half")
    assert sweep_orphan_files() == 0

    _age_everything(safe)

    assert sweep_orphan_files() == 2
    assert storage.names_of(safe.id) == [kept.storage_name]


def test_a_fenced_safe_takes_no_file(safe):
    fence([safe.id])

    with pytest.raises(SafeIsFenced):
        seal_file(safe, io.BytesIO(b"een"), media_type="text/plain")
    assert storage.names_of(safe.id) == []


def test_a_safe_without_a_key_takes_no_file(safe):
    safe_without = type(safe)(id=type(safe)().id, kind="dossier")

    with pytest.raises(KeyMissing):
        seal_file(safe_without, io.BytesIO(b"een"), media_type="text/plain")
    assert storage.names_of(safe_without.id) == []


def test_a_deleted_file_goes_with_the_commit(safe, django_capture_on_commit_callbacks):
    sealed = seal_file(safe, io.BytesIO(b"een"), media_type="text/plain")

    with django_capture_on_commit_callbacks(execute=True):
        delete_file(sealed)
        assert storage.names_of(safe.id) != []

    assert storage.names_of(safe.id) == []
    assert not SealedFile.objects.exists()


def test_a_full_disk_leaves_nothing_half(safe, settings):
    settings.AKKOORD_STORAGE_DIR = "/proc"

    with pytest.raises(OSError, match="/proc"):
        seal_file(safe, io.BytesIO(b"een"), media_type="text/plain")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM vault_sealedfile")
        assert cursor.fetchone() == (0,)


def _segment(sealed, index):
    start = 1 + index * SEALED_SEGMENT
    return sealed[start : start + SEALED_SEGMENT]


def _path(sealed):
    return Path(house.AKKOORD_STORAGE_DIR) / sealed.storage_name


def _age_everything(safe):
    for name in storage.names_of(safe.id):
        os.utime(Path(house.AKKOORD_STORAGE_DIR) / name, (0, 0))
