"""The gallery of components, for who builds pages and for the tests that look at them."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ui import gallery
from ui.doors import no_content
from ui.framing import may_be_framed_by_us
from ui.pdf import render_pdf

NO_CONTENT = "invented examples only"


@no_content(NO_CONTENT)
@login_not_required
@require_safe
def gallery_bureau(request: HttpRequest) -> HttpResponse:
    """Show every component inside the bureau's frame."""
    _only_where_it_is_switched_on()
    return render(request, "ui/gallery_bureau.html", gallery.bureau())


@no_content(NO_CONTENT)
@login_not_required
@require_safe
def gallery_client(request: HttpRequest) -> HttpResponse:
    """Show the page on which a client decides."""
    _only_where_it_is_switched_on()
    return render(request, "ui/gallery_client.html", gallery.client())


@no_content(NO_CONTENT)
@login_not_required
@require_safe
def gallery_plain(request: HttpRequest) -> HttpResponse:
    """Show a page outside the desk, with a question before something that can't be undone."""
    _only_where_it_is_switched_on()
    return render(request, "ui/gallery_plain.html")


@no_content(NO_CONTENT)
@login_not_required
@require_safe
def gallery_document(request: HttpRequest) -> HttpResponse:
    """Show a page with a document in it."""
    _only_where_it_is_switched_on()
    return render(request, "ui/gallery_document.html")


@no_content(NO_CONTENT)
@login_not_required
@require_safe
@may_be_framed_by_us
def gallery_pdf(_request: HttpRequest) -> HttpResponse:
    """Give the invented document itself."""
    _only_where_it_is_switched_on()
    document = render_pdf("pdf/report.html", gallery.document(), kind="report", title="Eindrapport spoor 2")
    return HttpResponse(document, content_type="application/pdf", headers={"Content-Disposition": "inline"})


def _only_where_it_is_switched_on() -> None:
    if not getattr(settings, "AKKOORD_STYLE_GALLERY", False):
        raise Http404
