"""Disks that are really full: a clear answer, nothing half, and it goes on by itself once there is room."""

import errno
import os
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from config.failing import went_wrong
from dossiers.models import Document, Note
from retention.services.advancing import advance, safe_ids_of
from retention.terms import Step
from tests.factories.dossiers import PDF, a_dossier_of
from tests.retention.conftest import closed, due, running, version  # noqa: F401
from vault import ledger, storage
from vault.clock import today
from vault.facts import StorageFull, StorageOutOfReach
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.models import SealedFile

pytestmark = pytest.mark.django_db(transaction=True)
TOO_MUCH = PDF + b"\0" * 1_500_000


class Disk:
    """A disk of one megabyte, which a test may fill and enlarge."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def fill(self) -> None:
        """Leave no byte."""
        with (self.place / "filler").open("wb", buffering=0) as filler, suppress(OSError):
            while filler.write(b"\0" * 65536):
                pass

    def make_room(self) -> None:
        """Take away what filled it, and make it larger."""
        (self.place / "filler").unlink(missing_ok=True)
        _run("mount", "-o", "remount,size=32m", str(self.place))


@pytest.fixture
def disk(db):
    if os.geteuid():
        pytest.skip("only root can mount a disk; CI is root")
    place = Path(mkdtemp(prefix="akkoord-disk-"))
    owner = os.stat(_data_directory())
    options = f"size=1m,mode=0700,uid={owner.st_uid},gid={owner.st_gid}"
    _run("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place))
    yield Disk(place)
    _run("umount", "-l", str(place))
    place.rmdir()


def test_an_upload_that_does_not_fit_is_refused_in_words_and_fits_once_there_is_room(disk, client, coach, settings):
    settings.AKKOORD_STORAGE_DIR = disk.place / "files"
    dossier = a_dossier_of(coach)
    client.force_login(coach)
    door = reverse("dossiers:document-add", args=[dossier.number])

    page = client.post(door, words("Werkplan van november"))

    assert page.status_code == 409
    assert ("De schijf is vol" in page.text, "Werkplan van november" in page.text) == (True, True)
    assert (Document.objects.count(), SealedFile.objects.count()) == (0, 0)
    assert not any(path.is_file() and path.name != "storage.akkoord" for path in disk.place.rglob("*"))

    disk.make_room()
    assert client.post(door, words("Werkplan van november")).status_code == 302
    assert Document.objects.count() == 1


def test_a_destruction_whose_ledger_is_full_keeps_every_key_until_there_is_room(disk, due, settings):  # noqa: F811
    settings.AKKOORD_LEDGER_DIR = disk.place / "ledger"
    disk.fill()

    with pytest.raises(OSError, match="No space left"):
        advance(due.pk, worker="een")

    due.refresh_from_db()
    assert (due.shredded_at, due.failure) == (None, "OSError")
    assert SafeKey.objects.filter(safe_id__in=safe_ids_of(due)).count() == len(safe_ids_of(due))
    disk.make_room()
    assert advance(due.pk, worker="twee") == Step.CERTIFIED
    assert ledger.verify().ok


def test_a_destruction_on_a_full_disk_only_makes_room(disk, settings, request):
    settings.AKKOORD_STORAGE_DIR = disk.place / "files"
    case = request.getfixturevalue("due")
    disk.fill()

    assert advance(case.pk, worker="een") == Step.CERTIFIED
    case.refresh_from_db()
    assert not any(storage.names_of(safe_id) for safe_id in safe_ids_of(case))


def test_a_database_that_is_full_says_so_and_keeps_nothing_half(disk, client, coach):
    dossier = a_dossier_of(coach)
    client.force_login(coach)
    client.raise_request_exception = False
    door = reverse("dossiers:note-add", args=[dossier.number])
    with _notes_on(disk):
        disk.fill()
        answer = client.post(door, note("Wij spraken over het werkplan. " * 200))

        assert answer.status_code == 507
        assert "De schijf van de server is vol" in answer.text
        assert not Note.objects.exists()
        disk.make_room()
        assert client.post(door, note("Wij spraken over het werkplan.")).status_code == 302
    assert Note.objects.count() == 1


def test_files_that_are_away_are_said_to_be_away(rf):
    for failure, status in ((StorageOutOfReach(), 503), (StorageFull(), 507), (OSError(errno.ENOSPC, "full"), 507)):
        try:
            raise ValueError from failure
        except ValueError:
            assert went_wrong(rf.get("/")).status_code == status


def words(title):
    facts = {"title": title, "category": "correspondentie", "provenance": "client", "form_token": str(new_id())}
    return facts | {"file": SimpleUploadedFile("brief.pdf", TOO_MUCH, content_type="application/pdf")}


def note(text):
    facts = {"kind": "note", "happened_on": today().isoformat(), "category": "gespreksnotities"}
    return facts | {"text": text, "form_token": str(new_id())}


@contextmanager
def _notes_on(disk):
    """Let the notes lie on this disk, and what is written in passing too, as on a server whose only disk is full."""
    with _as_superuser() as cursor:
        cursor.execute(f"CREATE TABLESPACE small LOCATION '{disk.place}'")
    try:
        with _as_superuser() as cursor:
            cursor.execute("ALTER TABLE dossiers_note SET TABLESPACE small")
        yield
    finally:
        with _as_superuser() as cursor:
            cursor.execute("ALTER TABLE dossiers_note SET TABLESPACE pg_default")
        with _as_superuser() as cursor:
            cursor.execute("DROP TABLESPACE small")


@contextmanager
def _as_superuser():
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        yield cursor
        cursor.execute("SET ROLE akkoord_app")


def _data_directory():
    with _as_superuser() as cursor:
        cursor.execute("SHOW data_directory")
        return cursor.fetchone()[0]


def _run(*command):
    subprocess.run(command, check=True, capture_output=True)
