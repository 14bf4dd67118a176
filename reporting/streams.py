"""The exact bytes of a version as an answer: streamed, checked against the hash that was approved."""

from django.http import StreamingHttpResponse

from reporting.models import ReportVersion
from vault.files import open_file


class PdfIsAnother(Exception):
    """The stored file is not the one whose hash the gate knows; nothing is shown."""


def pdf_of(version: ReportVersion) -> StreamingHttpResponse:
    """Return the PDF inline, under a name without a name; needs the safe unlocked. Raises PdfIsAnother."""
    if version.pdf.sha256 != version.content.content_sha256:
        raise PdfIsAnother
    stream = open_file(version.pdf)
    answer = StreamingHttpResponse(stream, content_type="application/pdf")
    answer["Content-Length"] = str(stream.size_bytes)
    answer["Content-Disposition"] = f'inline; filename="rapport-versie-{version.number}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
