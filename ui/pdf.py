"""The one place that speaks to WeasyPrint: a template and its facts become a tagged PDF, the same bytes each time."""

import hashlib
import logging
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ASSETS: Final = Path(__file__).resolve().parent / "static" / "ui"
ASSET_TYPES: Final = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
# What is kept for years is PDF/A as well; what is only read is PDF/UA.
VARIANTS: Final = {
    "report": "pdf/a-3a",
    "certificate": "pdf/a-3a",
    "receipt": "pdf/a-3a",
    "notice": "pdf/ua-1",
    "reglement": "pdf/ua-1",
    "register": "pdf/ua-1",
}
# How long a document that is for everybody is remembered: its key is its content, so it is never out of date.
REMEMBERED_SECONDS: Final = 24 * 60 * 60

# WeasyPrint tells each of its steps, and quotes what it was given when something is odd.
for quiet in ("weasyprint", "weasyprint.progress"):
    logging.getLogger(quiet).setLevel(logging.CRITICAL)

_ASSET_URL = re.compile(r"asset:([a-zA-Z0-9_-]+(?:/[a-zA-Z0-9_-]+)*\.(?:css|svg|ttf))")


class PdfRenderingRefused(Exception):
    """A document asked for something outside itself, so it was not made."""


class OwnAssetsFetcher(URLFetcher):
    """Gives documents our style and fonts (asset:) and what they carry themselves (data:); all else ends the work."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the resource; raises FatalURLFetchingError, which names the scheme and no more of the address."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        match = _ASSET_URL.fullmatch(url)
        if match is None:
            raise FatalURLFetchingError(f"refused scheme: {url.partition(':')[0][:20]}")
        path = ASSETS / match[1]
        if not path.is_file():
            raise FatalURLFetchingError("no such asset")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": ASSET_TYPES[path.suffix]})


def render_pdf(
    template_name: str, context: Mapping[str, Any], *, kind: str, title: str, language: str = "nl"
) -> bytes:
    """Return the template as a tagged PDF with its language, title and fonts inside; raises PdfRenderingRefused."""
    return _written(_source(template_name, context, title=title, language=language), VARIANTS[kind])


def render_open_pdf(
    template_name: str, context: Mapping[str, Any], *, kind: str, title: str, language: str = "nl"
) -> bytes:
    """Return what render_pdf() does for a document without anything about a person: made once, then remembered."""
    html = _source(template_name, context, title=title, language=language)
    variant = VARIANTS[kind]
    key = f"pdf:{variant}:{hashlib.sha256(html.encode()).hexdigest()}"
    remembered: bytes | None = cache.get(key)
    if remembered is None:
        remembered = _written(html, variant)
        cache.set(key, remembered, REMEMBERED_SECONDS)
    return remembered


def _source(template_name: str, context: Mapping[str, Any], *, title: str, language: str) -> str:
    with translation.override(language):
        return render_to_string(template_name, {**context, "title": title, "document_language": language})


def _written(html: str, variant: str) -> bytes:
    # A relative address has no meaning in a document of ours: this base makes the fetcher see it, and refuse it.
    source = HTML(string=html, base_url="http://relative.invalid/", url_fetcher=OwnAssetsFetcher())
    try:
        written = source.write_pdf(pdf_variant=variant, font_config=FontConfiguration())
    except FatalURLFetchingError as refusal:
        raise PdfRenderingRefused(str(refusal)) from None
    return _marked_for_everyone(written) if variant.startswith("pdf/a") else written


def _marked_for_everyone(written: bytes) -> bytes:
    """Add the PDF/UA mark, because WeasyPrint writes one variant at a time; the PDF/A mark stays."""
    target = BytesIO()
    with pikepdf.open(BytesIO(written)) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata.register_xml_namespace("http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
            metadata["pdfuaid:part"] = "1"
        document.save(target, deterministic_id=True)
    return target.getvalue()
