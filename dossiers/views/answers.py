"""Answers that several pages give: a document on its way out, and a dossier that is no longer there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from dossiers.queries import OpenedDocument
from ui.answering import refusal_on
from vault.facts import SafeIsGone

View = Callable[..., HttpResponseBase]
# A page that a refusal sends back with everything that was typed.
CONFLICT = 409
GONE = 410


def download(document: OpenedDocument) -> StreamingHttpResponse:
    """Return the plaintext as an attachment that no browser opens or guesses about."""
    response = on_screen(document)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=document.name) or "attachment"
    )
    return response


def on_screen(document: OpenedDocument) -> StreamingHttpResponse:
    """Return the plaintext to be shown by the browser itself, under no name, and kept by nothing on the way."""
    response = StreamingHttpResponse(document.stream, content_type=document.media_type)
    response["Content-Length"] = str(document.size_bytes)
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def form_or_conflict(request: HttpRequest, template: str, form: BaseForm, /, **context: Any) -> HttpResponse:
    """Return a page with its form as it was typed; where that clashes with what the room holds, it says so (409)."""
    status = 200 if refusal_on(form) is None else CONFLICT
    return render(request, template, {"form": form, **context}, status=status)


def says_when_gone(view: View) -> View:
    """Let a page say that the dossier is being destroyed, instead of failing on a safe that is closed for good."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except SafeIsGone:
            return gone(request)

    return answered


def gone(request: HttpRequest) -> HttpResponse:
    """Return the page about content that is no longer there."""
    return render(request, "dossiers/gone.html", status=GONE)
