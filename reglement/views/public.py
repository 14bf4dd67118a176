"""The reglement for everybody, without logging in, where the text itself says that it stands on the website."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from accounts.queries import organisation_name
from reglement import queries
from reglement.models import ReglementVersion
from reglement.reading import reglement_to_read
from reglement.reading.paper import reglement_paper
from reglement.refusals import NoActiveReglement
from reglement.services import active_version
from reglement.views.answering import pdf_answer
from ui.doors import no_content

# A new version shows on every screen of the world within this time.
FRESH_SECONDS = 300


@no_content("The text of the reglement holds nothing about a person.")
@login_not_required
@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """Show the version that holds now; it is not there when the text does not say that it is public."""
    shown = reglement_to_read(_public_version())
    context = {
        "organisation": organisation_name(),
        "reglement": shown,
        "articles": [(article, ()) for article in shown.articles],
        "paper_url": reverse("reglement:public-paper"),
    }
    # Without the request: nothing on this page comes from who reads it, so anybody may be given the same copy.
    return _cacheable(request, HttpResponse(render_to_string("reglement/public.html", context)))


@no_content("The text of the reglement holds nothing about a person.")
@login_not_required
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """Give the version that holds now as a PDF."""
    return _cacheable(request, pdf_answer(reglement_paper(_public_version()), name="reglement.pdf"))


def _public_version() -> ReglementVersion:
    try:
        version = active_version()
    except NoActiveReglement:
        raise Http404 from None
    if not queries.is_on_the_website(version):
        raise Http404
    return version


def _cacheable(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Let browsers and proxies keep the answer for a while, and ask later whether it is still the same."""
    etag = quote_etag(hashlib.sha256(answer.content).hexdigest())
    answer["ETag"] = etag
    patch_cache_control(answer, public=True, max_age=FRESH_SECONDS)
    return get_conditional_response(request, etag=etag, response=answer) or answer
