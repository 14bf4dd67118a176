"""What is refused at the door, and in which words."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.facts import (
    FileEmpty,
    FileHasMacros,
    FileNameTooStrange,
    FileTooBig,
    FileTypeLies,
    FileTypeNotAllowed,
    FileUnpacksTooFar,
)
from dossiers.terms import FILE_NAME_MAX_CHARACTERS
from dossiers.uploads import clean_name, inspect_upload
from tests.factories.dossiers import PDF

WORD = (
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
SHEET = WORD.replace("wordprocessingml.document", "spreadsheetml.sheet")
ODT = "application/vnd.oasis.opendocument.text"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
EML = b"Return-Path: <a@b.example>\r\nReceived: from x\r\nFrom: a@b.example\r\nSubject: hoi\r\n\r\nDag.\r\n"


def archive(**parts):
    """Return a zip with these parts; double underscores stand for a slash, a single one for a dot."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def docx(types=WORD, **more):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", types)
        packed.writestr("word/document.xml", "<w:document/>")
        for name, content in more.items():
            packed.writestr(name, content)
    return stream.getvalue()


def xlsx():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("[Content_Types].xml", SHEET)
        packed.writestr("xl/workbook.xml", "<workbook/>")
    return stream.getvalue()


def odt():
    return archive(mimetype=ODT, content_xml="<office:document-content/>")


def inspected(name, content):
    return inspect_upload(BytesIO(content), name=name, size_bytes=len(content))


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("brief.pdf", PDF, "application/pdf"),
        ("foto.PNG", PNG, "image/png"),
        ("foto.jpg", JPG, "image/jpeg"),
        ("plan.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("uren.xlsx", xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("plan.odt", odt(), ODT),
        ("los.txt", "Één regel.".encode(), "text/plain"),
        ("mail.eml", EML, "message/rfc822"),
    ],
)
def test_ordinary_file_is_kept_under_its_own_type(name, content, media_type):
    assert inspected(name, content).media_type == media_type


def test_file_is_rewound_after_the_look_inside():
    stream = BytesIO(PDF)
    inspect_upload(stream, name="brief.pdf", size_bytes=len(PDF))

    assert stream.read() == PDF


def test_file_that_is_too_big_is_refused_unread(settings):
    with pytest.raises(FileTooBig):
        inspect_upload(BytesIO(b""), name="brief.pdf", size_bytes=settings.AKKOORD_MAX_UPLOAD + 1)


def test_empty_file_is_refused():
    with pytest.raises(FileEmpty):
        inspected("brief.pdf", b"")


@pytest.mark.parametrize("name", ["virus.exe", "pagina.html", "plaatje.svg", "brief", "brief.pdf.js", "archief.zip"])
def test_kind_of_file_that_we_do_not_keep_is_refused(name):
    with pytest.raises(FileTypeNotAllowed):
        inspected(name, PDF)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brief.pdf", b"MZ\x90\x00 program"),
        ("brief.pdf", PNG),
        ("foto.png", JPG),
        ("foto.jpg", PDF),
        ("los.txt", b"MZ\x00\x00"),
        ("los.txt", PNG),
        ("plan.docx", PDF),
        ("plan.docx", xlsx()),
        ("uren.xlsx", docx()),
        ("plan.docx", archive(hoi_txt="hoi")),
        ("plan.odt", docx()),
        ("plan.docx", b"PK\x03\x04 kapot"),
        ("plan.docx", docx()[:60]),
    ],
)
def test_file_whose_name_lies_is_refused(name, content):
    with pytest.raises(FileTypeLies):
        inspected(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docm", docx()),
        ("uren.xlsm", xlsx()),
        ("plan.docx", docx(**{"word/vbaProject.bin": b"sub"})),
        ("plan.docx", docx(WORD + "application/vnd.ms-word.document.macroEnabled.main+xml")),
        ("plan.odt", archive(mimetype=ODT, content_xml="<x/>", Basic__Standard__script_xml="sub")),
    ],
)
def test_file_with_a_program_inside_is_refused(name, content):
    with pytest.raises(FileHasMacros):
        inspected(name, content)


def test_file_packed_too_tightly_is_refused():
    with pytest.raises(FileUnpacksTooFar):
        inspected("plan.docx", docx(**{"word/media/image.png": b"\0" * 50_000_000}))


def test_file_with_too_many_parts_is_refused():
    with pytest.raises(FileUnpacksTooFar):
        inspected("plan.docx", docx(**{f"word/part{number}.xml": "x" for number in range(4_100)}))


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../x.pdf", "x.pdf"),
        ("..\\..\\windows\\x.pdf", "x.pdf"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("be\u202egpj.exe", "begpj.exe"),
        ("on\u200bzicht\ufeffbaar.pdf", "onzichtbaar.pdf"),
        ("regel\r\nSet-Cookie: x.pdf", "regelSet-Cookie_ x.pdf"),
        ("  veel   lucht .pdf ", "veel lucht .pdf"),
        (".verborgen.pdf", "verborgen.pdf"),
        ('aan"haling<>.pdf', "aan_haling__.pdf"),
        ("e\u0301e\u0301n.pdf", "één.pdf"),
    ],
)
def test_name_is_made_fit_to_show(given_name, kept):
    assert clean_name(given_name) == kept


@pytest.mark.parametrize("given_name", ["", "../..", "...", "\u202e\u200b", "/", "_-_"])
def test_name_of_which_nothing_remains_is_refused(given_name):
    with pytest.raises(FileNameTooStrange):
        clean_name(given_name)


def test_long_name_keeps_its_extension():
    kept = clean_name("a" * 400 + ".pdf")

    assert kept.endswith(".pdf")
    assert len(kept) == FILE_NAME_MAX_CHARACTERS


@given(st.text(max_size=300))
def test_no_name_escapes_its_folder_or_hides_a_letter(given_name):
    try:
        kept = clean_name(given_name)
    except FileNameTooStrange:
        return
    assert kept == clean_name(kept)
    assert 0 < len(kept) <= FILE_NAME_MAX_CHARACTERS
    assert not set(kept) & set('/\\<>:"|?*\r\n\x00')
    assert kept not in {".", ".."}
