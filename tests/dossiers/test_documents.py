"""Documents: sealed, whole, once, or not at all."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.db import connections

from audit.models import Event
from dossiers import services
from dossiers.facts import CategoryUnknown, FileRefused
from dossiers.models import Document
from tests.factories.dossiers import PDF, a_document, a_dossier_of, a_keeper
from tests.factories.vault import unlock
from vault.ids import new_id
from vault.models import SealedFile

pytestmark = pytest.mark.django_db


def test_document_is_sealed_and_comes_back_whole(dossier, coach):
    document = a_document(dossier, coach, PDF, file_name="../../brief.pdf", title="")

    with unlock(document.safe_id):
        found = Document.objects.get(pk=document.pk)
        assert (found.title, found.original_name) == ("brief.pdf", "brief.pdf")
    assert found.file.size_bytes == len(PDF)
    assert found.file.media_type == "application/pdf"


@pytest.mark.parametrize("source", ["opdrachtgever", "treating_doctor", "client"])
def test_document_keeps_from_whom_it_came(dossier, coach, source):
    document = a_document(dossier, coach, provenance=source)

    document.refresh_from_db(fields=["provenance"])
    assert document.provenance == source


def test_second_click_on_upload_is_one_document_and_one_file(dossier, coach):
    token = "018f0000-0000-7000-8000-000000000002"
    first, second = (a_document(dossier, coach, form_token=token) for _ in range(2))

    assert first.pk == second.pk
    assert SealedFile.objects.count() == 1


def test_refused_upload_leaves_neither_row_nor_file(dossier, coach):
    with pytest.raises(FileRefused):
        a_document(dossier, coach, b"MZ program", file_name="brief.pdf")
    with pytest.raises(CategoryUnknown):
        a_document(dossier, coach, category="roddels")

    assert not Document.objects.exists()
    assert not SealedFile.objects.exists()
    assert Event.objects.get(event="document.refused").outcome == "refused"


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_one_form_at_once_are_one_document():
    coach = a_keeper()
    dossier = a_dossier_of(coach)
    token = new_id()

    def click(_):
        try:
            return a_document(dossier, coach, form_token=token).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        kept = set(pool.map(click, range(4)))

    assert len(kept) == 1
    assert SealedFile.objects.count() == 1


def test_upload_larger_than_the_house_takes_is_refused(dossier, coach, settings):
    settings.AKKOORD_MAX_UPLOAD = 10

    with pytest.raises(FileRefused):
        services.add_document(
            dossier=dossier,
            stream=BytesIO(PDF),
            file_name="brief.pdf",
            size_bytes=len(PDF),
            category="correspondentie",
            provenance="client",
            by=coach,
        )
