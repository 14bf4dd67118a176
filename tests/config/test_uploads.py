"""An upload stays in memory, and one that is too big is known to be so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory


@pytest.fixture
def received(settings):
    settings.AKKOORD_MAX_UPLOAD = 100_000

    def receive(size):
        sent = SimpleUploadedFile("verslag.pdf", b"x" * size, content_type="application/pdf")
        return RequestFactory().post("/", {"file": sent}).FILES["file"]

    return receive


@pytest.mark.parametrize("size", [1, 99_999, 100_000])
def test_file_within_the_limit_arrives_whole(received, size):
    assert received(size).read() == b"x" * size


def test_file_beyond_the_limit_keeps_its_size_and_not_its_content(received):
    file = received(500_000)

    assert file.size == 500_000
    assert len(file.read()) <= 100_000


def test_empty_file_arrives_as_an_empty_file(received):
    assert received(0).size == 0
