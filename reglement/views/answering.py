"""Documents as answers: given to keep under a name that says nothing about anybody."""

from django.http import HttpResponse


def pdf_answer(content: bytes, *, name: str) -> HttpResponse:
    """Return a PDF to keep."""
    return _to_keep(content, name=name, content_type="application/pdf")


def csv_answer(content: bytes, *, name: str) -> HttpResponse:
    """Return a table to keep."""
    return _to_keep(content, name=name, content_type="text/csv; charset=utf-8")


def _to_keep(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
